using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Acsa.Dicom.IO.Writer;
using Acsa.Dicom.Serialization;

namespace Acsa.Fuzz;

/// <summary>
/// DICOM files: opened from memory, from a socket and from disk, every value asked for, written and read again. All ways must agree.
/// </summary>
internal sealed class FileTarget : FuzzTarget
{
    private const int DataSetAt = 132;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"acsa-fuzz-{Environment.ProcessId}.dcm");
    private int _count;

    public override string Name => "file";

    public override int Weight => 40;

    public override IEnumerable<byte[]> Seeds() => SeedDataSets.Files();

    public override byte[] Mutate(byte[] input, byte[] other, FuzzRandom random)
    {
        if (random.OneIn(16)) return ChangeSyntax(input, random);
        var (from, syntax) = Layout(input);
        if (random.OneIn(8)) return DataSetMutator.Mutate(input, other, random, Math.Min(DataSetAt, input.Length), new Coding(true, false));
        if (!syntax.IsDeflate || random.OneIn(3))
        {
            var coding = new Coding(syntax.IsExplicitVR, syntax.Endian == Acsa.Dicom.IO.Endian.Big);
            return DataSetMutator.Mutate(input, other, random, from, coding);
        }
        // What is inside a deflated data set is changed there.
        var plain = DataSetMutator.Mutate(Inflate(input.AsSpan(from)), other, random, 0, new Coding(true, false));
        return [.. input.AsSpan(0, from), .. Deflate(plain)];
    }

    public override object? Read(byte[] input) => DicomFile.Open(new MemoryStream(input));

    public override bool IsDocumented(Exception error) => error is DicomFileException;

    public override long InputBytes(byte[] input)
    {
        var (from, syntax) = Layout(input);
        return syntax.IsDeflate ? from + Inflate(input.AsSpan(from)).Length : input.Length;
    }

    public override string Describe(byte[] input, object? result)
    {
        var file = (DicomFile)result!;
        var text = new StringBuilder().Append(file.Format).Append(file.IsPartial);
        text.Append(file.FileMetaInfo.Contains(DicomTag.TransferSyntaxUID));
        text.Append(file.Dataset.InternalTransferSyntax.UID.Name);
        Outline(text, file.Dataset, 0);
        return text.ToString();
    }

    public override void Check(byte[] input, object? result, Exception? error)
    {
        var file = result as DicomFile;
        // The two readings find other bytes in the buffers that they were read through.
        PoolPoison.SpreadReadBuffers(0x5A);
        if (file is not null) DataSetText.HashOf(file.Dataset);
        CheckSame(file, "a socket", () => DicomFile.Open(new TrickleStream(input, 50)));
        if (file is null) return;

        // Try methods answer "no" by way of an exception of their own, which takes its time.
        if (++_count % 4 == 0)
        {
            ReadValues(file.Dataset);
            CheckJson(file.Dataset);
        }
        var hash = DataSetText.HashOf(file.Dataset);
        if (DataSetText.HashOf(file.Dataset.Clone()) != hash) throw new FindException("a clone differs");
        if (_count % 64 == 0) CheckOnDisk(input, file);
        CheckWriting(file, hash);
    }

    /// <summary>The outline of a data set: its kinds of values in order, not which or how long.</summary>
    public static void Outline(StringBuilder text, DicomDataset dataset, int depth)
    {
        var last = "";
        foreach (var item in dataset)
        {
            var kind = item is DicomSequence sequence ? $"SQ{Math.Min(sequence.Items.Count, 3)}" : item.ValueRepresentation.Code;
            if (item.Tag.IsPrivate) kind += "p";
            if (kind != last) text.Append(kind);
            last = kind;
            if (item is DicomSequence { Items.Count: > 0 } nested && depth < 4) Outline(text.Append('('), nested.Items[0], depth + 1);
        }
        text.Append(')');
    }

    /// <summary>Asks for values as several types; Try methods throw nothing.</summary>
    public static void ReadValues(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            var tag = item.Tag;
            _ = dataset.TryGetString(tag, out _);
            _ = dataset.TryGetSingleValue<double>(tag, out _);
            _ = dataset.TryGetValue<int>(tag, 0, out _);
            _ = dataset.TryGetValues<decimal>(tag, out _);
            _ = dataset.TryGetSingleValue<DateTime>(tag, out _);
            _ = dataset.TryGetSingleValue<ushort>(tag, out _);
            _ = dataset.TryGetSingleValue<DicomUID>(tag, out _);
            if (item is DicomSequence sequence) foreach (var inner in sequence) ReadValues(inner);
        }
        try
        {
            dataset.Validate();
        }
        catch (DicomValidationException)
        {
            // Hostile values break rules; that this is the way to say so is what is checked.
        }
    }

    private static void CheckSame(DicomFile? file, string way, Func<DicomFile> open)
    {
        DicomFile? same = null;
        try
        {
            same = open();
        }
        catch (DicomFileException)
        {
            // Compared below.
        }
        // Of a value that claims gigabytes, only a stream that knows its length can say that it is cut off.
        if (file is { IsPartial: true } && same is null) return;
        if (file is null != same is null) throw new FindException($"from memory and from {way} one is read, the other refused");
        if (file is null || same is null) return;
        PoolPoison.SpreadReadBuffers(0xA5);
        if (file.IsPartial != same.IsPartial) throw new FindException($"from memory and from {way} one is partial");
        if (DataSetText.HashOf(file.Dataset) != DataSetText.HashOf(same.Dataset))
            throw new FindException($"from memory and from {way} values differ", DataSetText.Difference(file.Dataset, same.Dataset));
    }

    private void CheckOnDisk(byte[] input, DicomFile file)
    {
        File.WriteAllBytes(_path, input);
        CheckSame(file, "disk", () => DicomFile.Open(_path, largeObjectSize: 16));
        File.Delete(_path);
    }

    private static void CheckWriting(DicomFile file, ulong hash)
    {
        // Such text, misplaced behind its character set, would be read again before that is known.
        if (HasTextBeforeCharacterSet(file.Dataset)) return;
        // A transfer syntax that is no UID is kept as it is, and may be read as another one.
        if (file.FileMetaInfo.GetDicomItem<DicomUniqueIdentifier>(DicomTag.TransferSyntaxUID) is null) return;
        // Group 0200 big endian and 0002 little endian are the same bytes, and the first one means nothing.
        if (file.Dataset.InternalTransferSyntax == DicomTransferSyntax.ExplicitVRBigEndian
            && file.Dataset.Any(i => i.Tag.Group == 0x0200)) return;
        // Where the meta information named another syntax than was found, the file is written as it says: implicit VR keeps no private VRs.
        var stated = file.FileMetaInfo.GetSingleValueOrDefault(DicomTag.TransferSyntaxUID, "");
        if (stated != file.Dataset.InternalTransferSyntax.UID.UID) return;
        byte[] first;
        try
        {
            first = SeedDataSets.Save(file);
        }
        catch (DicomDataException)
        {
            return; // Compressed pixels in a plain syntax, text that its character set lacks: said, not written wrong.
        }
        var again = DicomFile.Open(new MemoryStream(first));
        if (again.IsPartial) throw new FindException("what was written is read as cut off",
            DataSetText.Difference(file.Dataset, again.Dataset));
        if (DataSetText.HashOf(again.Dataset) != hash)
            throw new FindException("what was written is read as something else", DataSetText.Difference(file.Dataset, again.Dataset));
        var second = SeedDataSets.Save(again);
        if (!second.AsSpan().SequenceEqual(first)) throw new FindException("written again it is other bytes", Difference(first, second));
        var length = DicomDatasetWriter.GetLength(file.Dataset, file.Dataset.InternalTransferSyntax);
        if (!file.Dataset.InternalTransferSyntax.IsDeflate && !first.Length.Equals((int)(length + DataSetOffset(first))))
            throw new FindException("the length foretold is not the length written");
    }

    private static void CheckJson(DicomDataset dataset)
    {
        try
        {
            using var document = JsonDocument.Parse(DicomJson.ConvertDicomToJson(dataset), new JsonDocumentOptions { MaxDepth = 1024 });
        }
        catch (JsonException e)
        {
            throw new FindException("what is written as JSON is none", e.Message);
        }
        catch (DicomDataException)
        {
            // said, not written wrong
        }
    }

    private static bool HasTextBeforeCharacterSet(DicomDataset dataset) => dataset.Any(item =>
        item is DicomSequence sequence ? sequence.Items.Any(HasTextBeforeCharacterSet)
            : item.Tag.Value < DicomTag.SpecificCharacterSet.Value && item.ValueRepresentation.IsStringEncoded);

    private static string Difference(byte[] one, byte[] other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        string Around(byte[] bytes) => Convert.ToHexString(bytes[Math.Max(0, at - 16)..Math.Min(bytes.Length, at + 24)]);
        return $"from byte {at} on, {Around(one)} ≠ {Around(other)}";
    }

    // (0002,0000) UL 4 counts the rest of group 0002.
    private static long DataSetOffset(byte[] file) => DataSetAt + 12 + BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(DataSetAt + 8));

    /// <summary>Where the data set begins and in which syntax, by the harness's own reading.</summary>
    private static (int From, DicomTransferSyntax Syntax) Layout(byte[] input)
    {
        if (input.Length < DataSetAt + 8) return (0, DicomTransferSyntax.ImplicitVRLittleEndian);
        var meta = ElementPlace.Find(input, DataSetAt, new Coding(true, false)).TakeWhile(e => e.Tag >> 16 == 2).ToList();
        if (meta.Count == 0) return (DataSetAt, DicomTransferSyntax.ExplicitVRLittleEndian);
        var syntax = meta.FirstOrDefault(e => e.Tag == 0x00020010);
        var uid = syntax.Length > 0 && syntax.End(input.Length) > syntax.ValueAt
            ? Encoding.ASCII.GetString(input[syntax.ValueAt..syntax.End(input.Length)]).Trim(' ', '\0') : "";
        return (Math.Min(input.Length, meta[^1].End(input.Length)), DicomTransferSyntax.Parse(uid));
    }

    private static byte[] ChangeSyntax(byte[] input, FuzzRandom random)
    {
        if (input.Length < DataSetAt + 8) return input;
        var place = ElementPlace.Find(input, DataSetAt, new Coding(true, false)).FirstOrDefault(e => e.Tag == 0x00020010);
        if (place.ValueAt == 0) return input;
        var uid = random.Pick([.. SeedDataSets.Syntaxes, DicomTransferSyntax.RLELossless, DicomTransferSyntax.JPEGProcess1]).UID.UID;
        if (uid.Length % 2 == 1) uid += '\0';
        return ByteMutator.Replace(input, place.At, place.End(input.Length) - place.At,
            new Coding(true, false).Element(0x00020010, "UI", Encoding.ASCII.GetBytes(uid)));
    }

    private static byte[] Deflate(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var deflater = new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true)) deflater.Write(plain);
        return stream.ToArray();
    }

    private static byte[] Inflate(ReadOnlySpan<byte> deflated)
    {
        using var plain = new MemoryStream();
        using var inflater = new DeflateStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
        try
        {
            inflater.CopyTo(plain);
        }
        catch (InvalidDataException)
        {
            // As far as it goes.
        }
        return plain.ToArray();
    }
}
