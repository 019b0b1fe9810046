using System.Text.Json;

namespace Acsa.Interop.Tests.DataSets;

/// <summary>Text in every Specific Character Set that pydicom knows: it reads what we write, we read what it writes.</summary>
public sealed class CharacterSetTests
{
    private const string Read =
        "import sys,json,pydicom\n"
        + "d=pydicom.dcmread(sys.argv[1])\n"
        + "print('TEXT'+json.dumps([str(d.PatientName), [str(v) for v in d.OtherPatientNames], list(d.OtherPatientIDs), d.PatientComments,"
        + " str(d.ReferencedStudySequence[0].PatientName)]))\n";

    private const string Write =
        "import sys,json,pydicom\n"
        + "from pydicom.dataset import Dataset,FileDataset,FileMetaDataset\n"
        + "t=json.load(open(sys.argv[2],encoding='utf-8'))\n"
        + "m=FileMetaDataset(); m.TransferSyntaxUID='1.2.840.10008.1.2.1'; m.MediaStorageSOPClassUID='1.2.840.10008.5.1.4.1.1.7';"
        + " m.MediaStorageSOPInstanceUID='1.2.3'\n"
        + "d=FileDataset(sys.argv[1],{},file_meta=m,preamble=b'\\0'*128); d.is_little_endian=True; d.is_implicit_VR=False\n"
        + "d.SOPClassUID='1.2.840.10008.5.1.4.1.1.7'; d.SOPInstanceUID='1.2.3'; d.SpecificCharacterSet=t['set']\n"
        + "d.PatientName=t['name']; d.OtherPatientNames=[t['name'],t['name']]; d.OtherPatientIDs=[t['word'],'ID',t['word']]\n"
        + "d.PatientComments=t['comment']; i=Dataset(); i.PatientName=t['name']; d.ReferencedStudySequence=[i]\n"
        + "d.save_as(sys.argv[1],write_like_original=False)\n";

    /// <summary>Terms, a person name, and a word without anything that delimits.</summary>
    public static TheoryData<string, string, string> Sets => new()
    {
        { "ISO_IR 6", "Smith^John", "plain" },
        { "ISO_IR 100", "Buc^Jérôme", "Ärger" },
        { "ISO_IR 101", "Wałęsa", "śćż" },
        { "ISO_IR 109", "Ħal", "ĉĝ" },
        { "ISO_IR 110", "Āboliņš", "ģķ" },
        { "ISO_IR 144", "Люкceмбypг", "Дж" },
        { "ISO_IR 126", "Διονυσιος", "αβγ" },
        { "ISO_IR 127", "قباني^لنزار", "لنزار" },
        { "ISO_IR 138", "שרון^דבורה", "שרון" },
        { "ISO_IR 148", "Çavuşoğlu^İpek", "ığüş" },
        { "ISO_IR 166", "สมชาย", "ไทย" },
        { "ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", "ﾔﾏﾀﾞ" },
        { "ISO_IR 192", "Wang^XiaoDong=王^小東", "😀 é" },
        { "GB18030", "Wang^XiaoDong=王^小东", "小东𠀀" },
        { "GBK", "Wang^XiaoDong=王^小东", "小东" },
        { "ISO 2022 IR 6\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう", "太郎 Tarou 太郎" },
        { "ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "ﾔﾏ 太郎" },
        { "ISO 2022 IR 6\\ISO 2022 IR 159", "Han=丂", "丂丄" },
        { "ISO 2022 IR 6\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동", "길동 Gildong 길동" },
        { "ISO 2022 IR 6\\ISO 2022 IR 58", "Zhang^XiaoDong=张^小东", "小东 and 小东" },
        { "ISO 2022 IR 100\\ISO 2022 IR 144", "éДж^é", "éДé" },
        { "ISO 2022 IR 6\\ISO 2022 IR 127\\ISO 2022 IR 126", "ab=قب=αβ", "قب αβ" },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Pydicom_reads_what_we_write(string set, string name, string word)
    {
        using var folder = new ScratchFolder();
        new DicomFile(Make(set, name, word)).Save(folder.File("ours.dcm"));

        var said = await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", Read, folder.File("ours.dcm"));

        // pydicom 2.3.1 decodes GB 2312, but leaves its escape sequence in the text.
        var text = said.Split('\n').Single(line => line.StartsWith("TEXT", StringComparison.Ordinal))[4..]
            .Replace("\\u001b$)A", "", StringComparison.Ordinal);
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(name, json[0].GetString());
        Assert.Equal([name, name], json[1].EnumerateArray().Select(one => one.GetString()));
        Assert.Equal([word, "ID", word], json[2].EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(word + "\r\n" + word, json[3].GetString());
        Assert.Equal(name, json[4].GetString());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task We_read_what_pydicom_writes(string set, string name, string word)
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder.File("text.json"),
            JsonSerializer.Serialize(new { set = set.Split('\\'), name, word, comment = Comment(set, word) }));

        await PeerProcess.MustRunAsync("/usr/bin/python3", "-c", Write, folder.File("theirs.dcm"), folder.File("text.json"));

        var dataset = DicomFile.Open(folder.File("theirs.dcm")).Dataset;
        Assert.Equal(name, dataset.GetString(DicomTag.PatientName));
        Assert.Equal([name, name], dataset.GetValues<string>(DicomTag.OtherPatientNames));
        Assert.Equal([word, "ID", word], dataset.GetValues<string>(DicomTag.OtherPatientIDsRETIRED));
        Assert.Equal(Comment(set, word), dataset.GetString(DicomTag.PatientComments));
        Assert.Equal(name, dataset.GetSequence(DicomTag.ReferencedStudySequence).Items[0].GetString(DicomTag.PatientName));
    }

    // pydicom 2.3.1 writes line ends as question marks in this set, and the rest of the text with them.
    private static string Comment(string set, string word) => set == "ISO_IR 13" ? word : word + "\r\n" + word;

    private static DicomDataset Make(string set, string name, string word) => new()
    {
        { DicomTag.SpecificCharacterSet, set.Split('\\') },
        { DicomTag.SOPClassUID, DicomUID.SecondaryCaptureImageStorage },
        { DicomTag.SOPInstanceUID, "1.2.3" },
        { DicomTag.PatientName, name },
        { DicomTag.OtherPatientNames, name, name },
        { DicomTag.OtherPatientIDsRETIRED, word, "ID", word },
        { DicomTag.PatientComments, word + "\r\n" + word },
        { DicomTag.ReferencedStudySequence, new DicomDataset { { DicomTag.PatientName, name } } },
    };
}
