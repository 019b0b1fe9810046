using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;

namespace Acsa.Interop.Tests.Reporting;

/// <summary>Names written by pydicom in any character set stand in every result as pydicom and DCMTK read them.</summary>
public sealed class CharacterSetTests
{
    static readonly ReportContext s_context =
        new(StructureTable.BuiltIn, new DeviceIdentity("AcsaNode", "AcsaNode", "1", "0.1.0", "2.25.1", "ACSA"),
        new string('c', 64), new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("ISO_IR 100", "Müller^Jürgen")]
    [InlineData("ISO_IR 148", "Şahin^Çiğdem")]
    [InlineData("ISO_IR 192", "Şahin^Jürgen=王^小东")]
    [InlineData("GB18030", "Wang^XiaoDong=王^小东")]
    [InlineData("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [InlineData("ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう")]
    [InlineData("\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동")]
    [InlineData("ISO 2022 IR 100\\ISO 2022 IR 144", "Müller^Jürgen")]
    public async Task A_name_is_the_same_to_pydicom_and_dcmdump_in_source_and_results(string characterSet, string name)
    {
        using var folder = new ScratchFolder();
        var (plain, source) =
            (Path.Combine(AppContext.BaseDirectory, "data", "dicom-us", "examples_ybr_color.dcm"), folder.File("source.dcm"));
        const string write = """
            import sys, pydicom
            data = pydicom.dcmread(sys.argv[1])
            sets = sys.argv[3].split('\\')
            data.SpecificCharacterSet = sets if len(sets) > 1 else sets[0]
            data.PatientName = sys.argv[4]
            data.PhysiciansOfRecord = [sys.argv[4], 'Second^One']
            data.StudyDescription = sys.argv[4].split('=')[-1].replace('^', ' ')
            data.save_as(sys.argv[2])
            """;
        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", write, plain, source, characterSet, name);
        var dataset = DicomFile.Open(source).Dataset;
        var finding = new Finding(1, "rectus-femoris", Laterality.Left, FindingStatus.Refused, ["Keine Fläche, 縮尺なし."], null, null, null,
            null, null);
        var request = new ReportRequest(dataset, [finding], new Dictionary<int, RgbImage> { [1] = new(64, 48) }, s_context)
        {
            Kinds = ResultKinds.Forms,
            Predecessors = [new(dataset.GetString(DicomTag.StudyInstanceUID), "2.25.5", "1.2.840.10008.5.1.4.1.1.7", "2.25.6")],
        };
        var results = ResultWriter.Write(request).Instances;
        Assert.True(results.Count >= 5);
        foreach (var result in results)
        {
            var path = folder.File($"{result.Kind}.dcm");
            result.File.Save(path);
            const string compare = """
                import sys, pydicom
                source, result = pydicom.dcmread(sys.argv[1]), pydicom.dcmread(sys.argv[2])
                assert result.SpecificCharacterSet == 'ISO_IR 192'
                for data in (source, result):
                    assert str(data.PatientName) == sys.argv[3], (str(data.PatientName), sys.argv[3])
                    assert [str(one) for one in data.PhysiciansOfRecord] == [sys.argv[3], 'Second^One'], data.PhysiciansOfRecord
                    groups = sys.argv[3].split('=') + ['', '']
                    assert (data.PatientName.ideographic, data.PatientName.phonetic) == (groups[1], groups[2])
                assert source.StudyDescription == result.StudyDescription
                print('equal')
                """;
            Assert.StartsWith("equal", await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", compare, source, path, name),
                StringComparison.Ordinal);
            Assert.Contains($"[{name}]", await PeerProcess.MustRunAsync("/usr/bin/dcmdump", "-q", "+P", "0010,0010", path),
                StringComparison.Ordinal);
        }
    }
}
