using System.Text;

using Acsa.Dicom.IO;
using Acsa.Dicom.IO.Reader;

namespace Acsa.Dicom;

public partial class DicomFile
{
    /// <summary>
    /// Reads a file. Large values (from <paramref name="largeObjectSize"/> bytes, 64 KiB if 0) stay in it until they are used.
    /// </summary>
    /// <exception cref="DicomFileException">It cannot be read, or is not DICOM.</exception>
    public static DicomFile Open(string fileName, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Open(fileName, Encoding.ASCII, null, readOption, largeObjectSize);

    /// <summary>Reads a file up to the element where <paramref name="stop"/> says so.</summary>
    /// <param name="fileName">The path.</param>
    /// <param name="fallbackEncoding">The encoding of text where the data set names none; ASCII stands for the standard's default.</param>
    /// <param name="stop">Asked before each element.</param>
    /// <param name="readOption">What happens to large values.</param>
    /// <param name="largeObjectSize">From how many bytes on a value is large; 0 stands for 64 KiB.</param>
    /// <exception cref="DicomFileException">It cannot be read, or is not DICOM.</exception>
    public static DicomFile Open(
        string fileName, Encoding fallbackEncoding, Func<ParseState, bool>? stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var file = new DicomFile { File = new FileReference(fileName) };
        return Guard(file, () =>
        {
            // No buffer of the stream's own: the source reads chunks, and values go straight to where they stay.
            using var stream = new FileStream(
                fileName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var source = readOption is FileReadOption.ReadAll or FileReadOption.SkipLargeTags
                ? null : new SourceFile(fileName, stream.SafeFileHandle);
            file.Read(stream, Settings(source, 0, fallbackEncoding, stop, readOption, largeObjectSize));
        });
    }

    /// <summary>Reads from a stream, all into memory.</summary>
    /// <exception cref="DicomFileException">It cannot be read, or is not DICOM.</exception>
    public static DicomFile Open(Stream stream, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Open(stream, Encoding.ASCII, null, readOption, largeObjectSize);

    /// <summary>Reads from a stream, all into memory, up to the element where <paramref name="stop"/> says so.</summary>
    /// <exception cref="DicomFileException">It cannot be read, or is not DICOM.</exception>
    public static DicomFile Open(
        Stream stream, Encoding fallbackEncoding, Func<ParseState, bool>? stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var file = new DicomFile();
        return Guard(file, () => file.Read(stream, Settings(null, 0, fallbackEncoding, stop, readOption, largeObjectSize)));
    }

    /// <summary>As <see cref="Open(string, FileReadOption, int)"/>, on another thread.</summary>
    public static Task<DicomFile> OpenAsync(string fileName, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Task.Run(() => Open(fileName, readOption, largeObjectSize));

    /// <summary>As <see cref="Open(string, Encoding, Func{ParseState, bool}, FileReadOption, int)"/>, on another thread.</summary>
    public static Task<DicomFile> OpenAsync(
        string fileName, Encoding fallbackEncoding, Func<ParseState, bool>? stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Task.Run(() => Open(fileName, fallbackEncoding, stop, readOption, largeObjectSize));

    /// <summary>As <see cref="Open(Stream, FileReadOption, int)"/>, on another thread.</summary>
    public static Task<DicomFile> OpenAsync(Stream stream, FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Task.Run(() => Open(stream, readOption, largeObjectSize));

    /// <summary>As <see cref="Open(Stream, Encoding, Func{ParseState, bool}, FileReadOption, int)"/>, on another thread.</summary>
    public static Task<DicomFile> OpenAsync(
        Stream stream, Encoding fallbackEncoding, Func<ParseState, bool>? stop = null,
        FileReadOption readOption = FileReadOption.Default, int largeObjectSize = 0) =>
        Task.Run(() => Open(stream, fallbackEncoding, stop, readOption, largeObjectSize));

    /// <summary>Whether the file begins with a preamble and the prefix DICM.</summary>
    public static bool HasValidHeader(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var source = new DicomByteSource(stream);
        return DicomFileHeader.HasPrefix(source);
    }

    private static DicomReadSettings Settings(
        SourceFile? source, long offset, Encoding? fallback, Func<ParseState, bool>? stop, FileReadOption option, int largeObjectSize) =>
        new()
        {
            File = source,
            FileOffset = offset,
            LargeObjectSize = option == FileReadOption.ReadAll ? long.MaxValue : largeObjectSize > 0 ? largeObjectSize : Limits.LargeObject,
            // Who wants all in memory gets it.
            SmallValues = option == FileReadOption.SkipLargeTags || source is not null ? Limits.SmallValues : long.MaxValue,
            SkipLarge = option == FileReadOption.SkipLargeTags,
            Stop = stop,
            Characters = DicomCharacterSet.Fallback(fallback),
        };

    private static DicomFile Guard(DicomFile file, Action read)
    {
        try
        {
            read();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or (DicomDataException and not DicomFileException))
        {
            throw new DicomFileException(file, "Cannot read the DICOM file: " + e.Message, e);
        }
    }

    private void Read(Stream stream, DicomReadSettings settings)
    {
        using var source = new DicomByteSource(stream);
        Format = DicomFileHeader.Skip(source);
        try
        {
            if (Format is DicomFileFormat.DICOM3 or DicomFileFormat.DICOM3NoPreamble)
                FileMetaInfo = DicomFileHeader.ReadMetaInformation(source);
            var stated = FileMetaInfo.GetSingleValueOrDefault(DicomTag.TransferSyntaxUID, "");
            var syntax = stated.Length > 0 ? DicomTransferSyntax.Parse(stated) : DicomFileHeader.GuessSyntax(source);
            Dataset = new DicomDataset(syntax);
            IsPartial = !DicomDatasetReader.Read(source, Dataset, syntax, settings);
            if (stated.Length == 0) FileMetaInfo.TransferSyntax = Dataset.InternalTransferSyntax;
        }
        catch (EndOfDataSetException)
        {
            // PS3.10 knows no cut-off files; what could be read is better than nothing, and IsPartial says so.
            IsPartial = true;
        }
    }
}
