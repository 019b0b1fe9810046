using System.Text;

using Acsa.Dicom.IO.Reader;
using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom.Tests.Data;

public class CharacterSetTests
{
    private const string Esc = "\u001b";

    /// <summary>Specific Character Set, name, and the name's bytes as the annexes of PS3.5 print them.</summary>
    public static TheoryData<string, string, string> Names => new()
    {
        { "", "Smith^John", "Smith^John" },
        { "ISO_IR 100", "Buc^Jérôme", "Buc^J\u00E9r\u00F4me" },
        { "ISO_IR 144", "Люкceмбypг", "\u00BB\u00EE\u00DAce\u00DC\u00D1yp\u00D3" },
        { "ISO_IR 126", "Διονυσιος", "\u00C4\u00E9\u00EF\u00ED\u00F5\u00F3\u00E9\u00EF\u00F2" },
        { "ISO_IR 127", "قباني^لنزار", "\u00E2\u00C8\u00C7\u00E6\u00EA^\u00E4\u00E6\u00D2\u00C7\u00D1" },
        { "ISO_IR 138", "שרון^דבורה", "\u00F9\u00F8\u00E5\u00EF^\u00E3\u00E1\u00E5\u00F8\u00E4" },
        { "ISO_IR 203", "€uro^Œuvre", "\u00A4uro^\u00BCuvre" },
        { "ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3" },
        { "ISO_IR 192", "Wang^XiaoDong=王^小東", "Wang^XiaoDong=\u00E7\u008E\u008B^\u00E5\u00B0\u008F\u00E6\u009D\u00B1" },
        { "GB18030", "Wang^XiaoDong=王^小东", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB" },
        { "GBK", "王^小东", "\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB" },
        // PS3.5 H.3.1, ISO 2022 IR 87: JIS X 0208 in G0.
        { "\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう",
            $"Yamada^Tarou={Esc}$B;3ED{Esc}(B^{Esc}$BB@O:{Esc}(B={Esc}$B$d$^$@{Esc}(B^{Esc}$B$?$m$&{Esc}(B" },
        // PS3.5 H.3.2: with JIS X 0201 as value 1, romaji comes back.
        { "ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            $"\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3={Esc}$B;3ED{Esc}(J^{Esc}$BB@O:{Esc}(J="
                + $"{Esc}$B$d$^$@{Esc}(J^{Esc}$B$?$m$&{Esc}(J" },
        // PS3.5 I.2, ISO 2022 IR 149: KS X 1001 in G1, called anew in each component.
        { "\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동",
            $"Hong^Gildong={Esc}$)C\u00FB\u00F3^{Esc}$)C\u00D1\u00CE\u00D4\u00D7={Esc}$)C\u00C8\u00AB^{Esc}$)C\u00B1\u00E6\u00B5\u00BF" },
        // PS3.5 K.2, ISO 2022 IR 58: GB 2312 in G1.
        { "\\ISO 2022 IR 58", "Zhang^XiaoDong=张^小东=",
            $"Zhang^XiaoDong={Esc}$)A\u00D5\u00C5^{Esc}$)A\u00D0\u00A1\u00B6\u00AB=" },
        // JIS X 0212, ISO 2022 IR 159: 丂 is row 16, cell 1.
        { "\\ISO 2022 IR 159", "丂", $"{Esc}$(D0!{Esc}(B" },
        // Latin and Cyrillic: the set of value 1 is back before the delimiter.
        { "ISO 2022 IR 100\\ISO 2022 IR 144", "éДж^é", $"\u00E9{Esc}-L\u00B4\u00D6{Esc}-A^\u00E9" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_names(string characterSet, string name, string bytes)
    {
        var set = DicomCharacterSet.Parse(characterSet.Split('\\'));

        Assert.Equal(name, set.Decode(Encoding.Latin1.GetBytes(bytes), DicomVR.PN));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Writes_names(string characterSet, string name, string bytes)
    {
        var set = DicomCharacterSet.Parse(characterSet.Split('\\'));

        var written = set.Encode(name, new DicomPersonName(DicomTag.PatientName, name), evenLength: false);

        Assert.Equal(bytes, Encoding.Latin1.GetString(written));
    }

    [Fact]
    public void Keeps_a_bounded_number_of_combinations()
    {
        string[] terms = ["ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO 2022 IR 87", "ISO 2022 IR 149"];
        for (var i = 0; i < 2000; i++)
        {
            var choice = Enumerable.Range(0, 5).Select(n => terms[i / (int)Math.Pow(6, n) % 6]).ToArray();
            Assert.Equal("A", DicomCharacterSet.Parse(choice).Decode("A"u8, DicomVR.LO));
        }

        Assert.InRange(DicomCharacterSet.KeptSets, 1, CodeElement.MaximumKept + Environment.ProcessorCount);
    }

    [Fact]
    public void Resets_at_the_end_of_a_value_and_of_a_line()
    {
        var set = DicomCharacterSet.Parse(["", "ISO 2022 IR 149", "ISO 2022 IR 144"]);
        var bytes = Encoding.Latin1.GetBytes($"{Esc}$)C\u00C8\u00AB\\\u00C8\u00AB\n\u00C8\u00AB");

        Assert.Equal("홍\\\uFFFD\uFFFD\n\uFFFD\uFFFD", set.Decode(bytes, DicomVR.LO));
        Assert.Equal("홍\\홍\n\uFFFD\uFFFD", set.Decode(bytes, DicomVR.LT));
    }

    [Theory]
    [InlineData("ISO 2022 IR 149", "\u00C8\u00AB", "홍")]
    [InlineData("ISO 2022 IR 58", "\u00D0\u00A1", "小")]
    public void Reads_the_only_set_that_can_be_meant_without_its_escape_sequence(string term, string bytes, string text) =>
        Assert.Equal(text + "\n" + text,
            DicomCharacterSet.Parse(["", term]).Decode(Encoding.Latin1.GetBytes(bytes + "\n" + bytes), DicomVR.LT));

    [Fact]
    public void Does_not_split_values_inside_a_character()
    {
        // In JIS X 0208, 構 is 39 3D and ソ in GBK-like sets ends in 5C; here 表 in GB18030 is B1 ED, and 淺 is 9C 5C.
        var element = new DicomLongString(DicomTag.OtherPatientIDsRETIRED, DicomCharacterSet.Parse(["GB18030"]),
            new Acsa.Dicom.IO.Buffer.MemoryByteBuffer(Encoding.Latin1.GetBytes("\u009C\u005C\\B ")));

        Assert.Equal(2, element.Count);
        Assert.Equal("B", element.Get<string>(1));
    }

    [Fact]
    public void Shows_unknown_bytes_without_losing_them()
    {
        var bytes = new IO.DataSetBytes().Text(0x00080005, "CS", "NO SUCH SET").Text(0x00100010, "PN", "M\u00FCller ").ToArray();

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Equal("Müller", dataset.GetString(DicomTag.PatientName));
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(bytes, stream.ToArray());
    }

    [Fact]
    public void Encodes_text_anew_for_a_data_set_with_another_character_set()
    {
        var bytes = new IO.DataSetBytes().Text(0x00080005, "CS", "ISO_IR 100").Text(0x00100010, "PN", "M\u00FCller").ToArray();
        var source = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);
        var target = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 192" } };
        source.CopyTo(target, DicomTag.PatientName);

        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, target, DicomTransferSyntax.ExplicitVRLittleEndian);

        Assert.Contains("M\u00C3\u00BCller", Encoding.Latin1.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_items_the_character_set_of_what_is_around_them()
    {
        var bytes = new IO.DataSetBytes().Text(0x00080005, "CS", "ISO_IR 100")
            .Header(0x00081110, "SQ", IO.DataSetBytes.Undefined)
            .Item().Text(0x00080104, "LO", "\u00E9").EndItem()
            .Item().Text(0x00080005, "CS", "ISO_IR 192").Text(0x00080104, "LO", "\u00C3\u00A9").EndItem()
            .EndSequence().Text(0x00100020, "LO", "\u00E9").ToArray();

        var dataset = DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

        var items = dataset.GetSequence(DicomTag.ReferencedStudySequence).Items;
        Assert.All(items, item => Assert.Equal("é", item.GetString(DicomTag.CodeMeaning)));
        Assert.Equal("é", dataset.GetString(DicomTag.PatientID));
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(bytes, stream.ToArray());
    }

    [Fact]
    public void Refuses_to_write_what_the_set_lacks()
    {
        var dataset = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 100" }, { DicomTag.PatientName, "山田" } };

        var e = Assert.Throws<DicomDataException>(
            () => DicomDatasetWriter.Write(Stream.Null, dataset, DicomTransferSyntax.ExplicitVRLittleEndian));
        Assert.DoesNotContain("山", e.Message, StringComparison.Ordinal);
    }
}
