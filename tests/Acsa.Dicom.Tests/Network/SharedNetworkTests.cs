namespace Acsa.Dicom.Tests.Network;

/// <summary>Server and client of one library over a real socket, by the names that fo-dicom has too.</summary>
[Trait("Category", "SharedWithFoDicom")]
public sealed class SharedNetworkTests : IDisposable
{
    private readonly SharedService.Diary _diary = new();
    private readonly IDicomServer _server;

    public SharedNetworkTests() => _server = DicomServerFactory.Create<SharedService>("127.0.0.1", 0, userState: _diary);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Answers_an_echo()
    {
        DicomStatus? status = null;
        await SendAsync("SCANNER", new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });
        Assert.Equal(DicomStatus.Success, status);
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0xB007)]
    [InlineData(0xA700)]
    [InlineData(0xC001)]
    public async Task Stores_in_the_callers_own_syntax_and_hands_on_the_status(int code)
    {
        _diary.Answer = code switch
        {
            0x0000 => DicomStatus.Success,
            0xB007 => DicomStatus.StorageDataSetDoesNotMatchSOPClassWarning,
            0xA700 => DicomStatus.StorageStorageOutOfResources,
            _ => new DicomStatus("C001", DicomState.Failure, "told to"),
        };
        DicomStatus? status = null;
        var request = new DicomCStoreRequest(new DicomFile(new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage }, { DicomTag.SOPInstanceUID, "1.2.3" },
            { DicomTag.PatientName, "Doe^Jane" },
        }));
        request.OnResponseReceived = (_, response) => status = response.Status;

        await SendAsync("SCANNER", request);

        Assert.Equal((ushort)code, status!.Code);
        Assert.Equal("Doe^Jane 1.2.3 1.2.840.10008.1.2.1", Assert.Single(_diary.Stored));
    }

    [Fact]
    public async Task A_rejection_says_who_and_why()
    {
        var rejected = await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => SendAsync("UNKNOWN", new DicomCEchoRequest()));
        Assert.Equal((DicomRejectResult.Permanent, DicomRejectSource.ServiceUser, DicomRejectReason.CallingAENotRecognized),
            (rejected.RejectResult, rejected.RejectSource, rejected.RejectReason));
    }

    [Fact]
    public void A_title_of_seventeen_letters_is_none() =>
        Assert.Throws<ArgumentException>(() => DicomClientFactory.Create("localhost", 104, false, "A", "SEVENTEENLETTERSX"));

    [Theory]
    [InlineData(0xA7FF, "StorageStorageOutOfResources")]
    [InlineData(0xC123, "StorageCannotUnderstand")]
    [InlineData(0x0111, "DuplicateSOPInstance")]
    public void A_status_is_found_by_its_code(int code, string name)
    {
        var expected = (DicomStatus)typeof(DicomStatus).GetField(name)!.GetValue(null)!;
        Assert.Equal(expected, DicomStatus.Lookup((ushort)code));
        Assert.Equal(DicomState.Failure, expected.State);
    }

    private async Task SendAsync(string calling, DicomRequest request)
    {
        var client = DicomClientFactory.Create("127.0.0.1", _server.Port, false, calling, "NODE");
        await client.AddRequestAsync(request);
        await client.SendAsync();
    }
}
