using Acsa.Dicom.Serialization;

namespace Acsa.Interop.Tests.DataSets;

/// <summary>The DICOM JSON Model beside those of pydicom and DCMTK, on real files and on one with every value representation.</summary>
public sealed class JsonTests
{
    private const string Pydicom =
        "import sys,json,pydicom\n"
        + "d=pydicom.dcmread(sys.argv[1],stop_before_pixels=True)\n"
        + "json.dump(d.to_json_dict(bulk_data_threshold=1<<30),open(sys.argv[2],'w'))\n";

    // pydicom 2.3.1 gives the words of a big-endian file as they stand there; JSON has them little endian (PS3.18 F.2.7).
    public static TheoryData<string> ForPydicom => Files(syntax => syntax != DicomTransferSyntax.ExplicitVRBigEndian);

    // dcm2json 3.6.7 does nothing with compressed pixel data.
    public static TheoryData<string> ForDcmtk => Files(syntax => !syntax.IsEncapsulated);

    private static TheoryData<string> Files(Func<DicomTransferSyntax, bool> chosen) => new(
        Directory.GetFiles(Data, "*.dcm", SearchOption.AllDirectories)
            .Where(path => chosen(DicomFile.Open(path).FileMetaInfo.TransferSyntax)).Select(path => Path.GetRelativePath(Data, path))
                .Order());

    private static string Data => Path.Combine(AppContext.BaseDirectory, "data");

    [Theory]
    [MemberData(nameof(ForPydicom))]
    public async Task Says_of_a_real_file_what_pydicom_says(string name)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(Data, name);

        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", Pydicom, path, folder.File("theirs.json"));

        Assert.StartsWith("equal", await CompareAsync(folder, DicomFile.Open(path).Dataset), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ForDcmtk))]
    public async Task Says_of_a_real_file_what_dcmtk_says(string name)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(Data, name);

        await PeerProcess.MustRunAsync("/usr/bin/dcm2json", path, folder.File("theirs.json"));

        Assert.StartsWith("equal", await CompareAsync(folder, DicomFile.Open(path).Dataset), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_of_every_value_representation_what_pydicom_says()
    {
        using var folder = new ScratchFolder();
        new DicomFile(EveryValueRepresentation.Create()).Save(folder.File("every.dcm"));

        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", Pydicom, folder.File("every.dcm"), folder.File("theirs.json"));

        Assert.StartsWith("equal", await CompareAsync(folder, DicomFile.Open(folder.File("every.dcm")).Dataset), StringComparison.Ordinal);
    }

    private static async Task<string> CompareAsync(ScratchFolder folder, DicomDataset dataset)
    {
        await using (var ours = File.Create(folder.File("ours.json")))
            DicomJsonWriter.Write(ours, dataset, new DicomJsonOptions { InlineLimit = 1 << 20 });
        return await PeerProcess.MustRunAsync("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "peers", "compare_json.py"),
            folder.File("ours.json"), folder.File("theirs.json"));
    }
}
