using Acsa.Dicom.IO.Reader;
using Acsa.Dicom.IO.Writer;
using Acsa.Dicom.Tests.IO;

using Xunit.Abstractions;

namespace Acsa.Dicom.Tests.Data;

/// <summary>Elements become objects when somebody asks for them; nobody must be able to tell.</summary>
public class LazyElementTests(ITestOutputHelper output)
{
    private static DicomDataset Read(byte[] bytes, bool fromStream = true) => fromStream
        ? DicomDatasetReader.Read(new MemoryStream(bytes), DicomTransferSyntax.ExplicitVRLittleEndian)
        : DicomDatasetReader.Read(bytes, DicomTransferSyntax.ExplicitVRLittleEndian);

    private static byte[] WithPrivateBlock() => new DataSetBytes()
        .Text(0x00080005, "CS", "ISO_IR 100").Text(0x00090010, "LO", "ACME").Text(0x00091001, "LO", "one").Text(0x00091002, "LO", "two")
        .Text(0x00100010, "PN", "M\u00FCller").ToArray();

    [Fact]
    public void Gives_everybody_the_same_object()
    {
        for (var round = 0; round < 200; round++)
        {
            var dataset = Read(WithPrivateBlock());
            var seen = new DicomItem[8];

            Parallel.For(0, seen.Length, i => seen[i] = dataset.GetDicomItem<DicomItem>(DicomTag.PatientName)!);

            Assert.All(seen, item => Assert.Same(seen[0], item));
            Assert.Same(seen[0], dataset.Last());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decodes_text_as_it_was_read_when_the_character_set_is_changed_first(bool fromStream)
    {
        var dataset = Read(WithPrivateBlock(), fromStream);

        dataset.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");

        Assert.Equal("Müller", dataset.GetString(DicomTag.PatientName));
    }

    [Fact]
    public void Keeps_the_creator_of_private_elements_when_its_element_goes()
    {
        var dataset = Read(WithPrivateBlock());

        dataset.Remove(new DicomTag(0x0009, 0x0010));

        Assert.Equal(["ACME", "ACME"], dataset.Where(item => item.Tag.Group == 9).Select(item => item.Tag.PrivateCreator!.Creator));
    }

    [Fact]
    public void Gives_no_creator_to_private_elements_that_came_before_it()
    {
        var bytes = new DataSetBytes().Text(0x00091001, "LO", "one").Text(0x00090010, "LO", "ACME").Text(0x00091002, "LO", "two").ToArray();

        var dataset = Read(bytes);

        Assert.Equal([null, null, "ACME"], dataset.Select(item => item.Tag.PrivateCreator?.Creator));
    }

    [Fact]
    public void Finds_private_elements_by_their_creator()
    {
        var dataset = Read(WithPrivateBlock());

        Assert.Equal("two", dataset.GetString(new DicomTag(0x0009, 0x0002, "ACME")));
        Assert.False(dataset.Contains(new DicomTag(0x0009, 0x0002, "OTHER")));
    }

    [Fact]
    public void Copies_share_nothing_that_changes()
    {
        var dataset = Read(new DataSetBytes().Header(0x00081110, "SQ", DataSetBytes.Undefined)
            .Item().Text(0x00080104, "LO", "A").EndItem().EndSequence().Text(0x00100020, "LO", "ID").ToArray());

        var copy = dataset.Clone();
        copy.GetSequence(DicomTag.ReferencedStudySequence).Items[0].AddOrUpdate(DicomTag.CodeMeaning, "B");
        copy.AddOrUpdate(DicomTag.PatientID, "OTHER");

        Assert.Equal("A", dataset.GetSequence(DicomTag.ReferencedStudySequence).Items[0].GetString(DicomTag.CodeMeaning));
        Assert.Equal("ID", dataset.GetString(DicomTag.PatientID));
    }

    // The buffer that a stream is read through is used again and again, also in the midst of nested items and for other files.
    [Fact]
    public void Holds_no_byte_of_the_buffer_it_was_read_through()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 30; round++)
        {
            var bytes = RandomDataSet(random);
            var fromMemory = Read(bytes, fromStream: false);
            var read = Read(bytes);
            _ = Read(RandomDataSet(random));
            Assert.Equal(Dump.Of(fromMemory), Dump.Of(read));
            using var written = new MemoryStream();
            DicomDatasetWriter.Write(written, Read(bytes), DicomTransferSyntax.ExplicitVRLittleEndian);
            Assert.Equal(bytes, written.ToArray());
        }
    }

    // Where the bytes end early or go wrong, what was there before has to hold as well.
    [Fact]
    public void Holds_no_byte_of_the_buffer_after_a_failure()
    {
        var random = new Random(1);
        var bytes = RandomDataSet(random);
        for (var length = 20; length < bytes.Length; length += bytes.Length / 40)
        {
            var dataset = new DicomDataset();
            using (var source = new DicomByteSource(new TrickleStream(bytes[..length])))
            {
                try
                {
                    DicomDatasetReader.Read(source, dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomReadSettings.Default);
                }
                catch (DicomDataException)
                {
                    // Cut inside a value.
                }
            }
            var before = Dump.Of(dataset.Clone());
            _ = Read(RandomDataSet(random));
            Assert.Equal(before, Dump.Of(dataset));
        }
    }

    // Three hundred elements, some out of a chunk's reach, in up to four levels.
    private static byte[] RandomDataSet(Random random)
    {
        var bytes = new DataSetBytes();
        for (uint i = 0; i < 300; i++)
        {
            var tag = 0x00400000 + 0x10 * i + 0x10;
            if (random.Next(6) > 0)
            {
                Value(bytes, random, tag);
                continue;
            }
            var depth = random.Next(1, 4);
            for (var d = 0; d < depth; d++)
            {
                bytes.Header(tag, "SQ", DataSetBytes.Undefined).Item();
                Value(bytes, random, 0x00100010);
                tag = 0x00400001;
            }
            for (var d = 0; d < depth; d++)
            {
                Value(bytes, random, 0x00500010);
                bytes.EndItem().EndSequence();
            }
        }
        return bytes.ToArray();
    }

    private static void Value(DataSetBytes bytes, Random random, uint tag)
    {
        var value = new byte[2 * random.Next(random.Next(20) == 0 ? 5000 : 40)];
        random.NextBytes(value);
        bytes.Element(tag, "OB", value);
    }
}
