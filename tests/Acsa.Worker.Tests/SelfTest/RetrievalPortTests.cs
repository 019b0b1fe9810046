using Acsa.Worker.SelfTest;
using Acsa.Worker.Tests.Evaluation;
using Acsa.Worker.Tests.Fakes;

namespace Acsa.Worker.Tests.SelfTest;

public sealed class RetrievalPortTests
{
    [Fact]
    public async Task A_label_map_that_an_archive_moves_here_is_taken()
    {
        using var folder = new TempFolder();
        var fetched = new FetchedInstances("1.2.99", folder.Path);
        using var port = RetrievalPort.Open("127.0.0.1", 0, "ACSA", fetched, null);
        var map = DrawnLabelMap.Of([(1, "RF")], DrawnLabelMap.Frame("0110 0000 0000"));
        map.AddOrUpdate(DicomTag.StudyInstanceUID, "1.2.99");
        DicomStatus? status = null;
        var client = DicomClientFactory.Create("127.0.0.1", port.Port, false, "PACS", "ACSA");
        await client.AddRequestAsync(new DicomCStoreRequest(new DicomFile(map))
        {
            OnResponseReceived = (_, response) => status = response.Status,
        });
        await client.SendAsync();
        Assert.Equal(DicomStatus.Success, status);
        Assert.Single(fetched.All);
    }
}
