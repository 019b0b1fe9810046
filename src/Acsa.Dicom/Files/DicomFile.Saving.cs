using Acsa.Dicom.IO;
using Acsa.Dicom.IO.Buffer;
using Acsa.Dicom.IO.Writer;

namespace Acsa.Dicom;

public partial class DicomFile
{
    /// <summary>
    /// Writes the file under another name in the same folder and gives it its name when it is complete: nobody ever sees half a file.
    /// </summary>
    /// <exception cref="DicomFileException">It cannot be written.</exception>
    public void Save(string fileName, DicomWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var path = Path.GetFullPath(fileName);
        var temporary = path + "." + Path.GetRandomFileName() + ".tmp";
        // Values that are in the file to be replaced will be in the new one, at other places.
        var moved = new List<(FileByteBuffer Buffer, long Position)>();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
                DicomDatasetWriter.WriteFile(stream, MetaInformationToWrite(), Dataset, options,
                    (buffer, at) => Note(buffer, at, path, moved));
            System.IO.File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DicomDataException)
        {
            System.IO.File.Delete(temporary);
            throw new DicomFileException(this, "Cannot write the DICOM file: " + e.Message, e);
        }
        Follow(moved, path);
        File = new FileReference(fileName);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <exception cref="DicomDataException">The data set cannot be written in its transfer syntax.</exception>
    public void Save(Stream stream, DicomWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DicomDatasetWriter.WriteFile(stream, MetaInformationToWrite(), Dataset, options);
    }

    /// <summary>As <see cref="Save(string, DicomWriteOptions)"/>, on another thread.</summary>
    public Task SaveAsync(string fileName, DicomWriteOptions? options = null) => Task.Run(() => Save(fileName, options));

    /// <summary>As <see cref="Save(Stream, DicomWriteOptions)"/>, on another thread.</summary>
    public Task SaveAsync(Stream stream, DicomWriteOptions? options = null) => Task.Run(() => Save(stream, options));

    // PS3.10 7.1: the implementation named is the one that wrote the file, so it is ours, whoever wrote it before.
    private DicomFileMetaInformation MetaInformationToWrite()
    {
        var information = new DicomFileMetaInformation(FileMetaInfo) { ValidateItems = false };
        if (information.Version.Length == 0) information.Version = [0, 1];
        AddIfMissing(information, DicomTag.MediaStorageSOPClassUID, DicomTag.SOPClassUID);
        AddIfMissing(information, DicomTag.MediaStorageSOPInstanceUID, DicomTag.SOPInstanceUID);
        if (!information.Contains(DicomTag.TransferSyntaxUID)) information.TransferSyntax = Dataset.InternalTransferSyntax;
        information.ImplementationClassUID = DicomImplementation.ClassUID;
        information.ImplementationVersionName = DicomImplementation.Version;
        return information;
    }

    private void AddIfMissing(DicomFileMetaInformation information, DicomTag tag, DicomTag source)
    {
        if (information.GetSingleValueOrDefault(tag, "").Length == 0)
            information.AddOrUpdate(tag, Dataset.GetSingleValueOrDefault(source, ""));
    }

    private static void Note(IByteBuffer buffer, long position, string path, List<(FileByteBuffer, long)> moved)
    {
        if (buffer is FileByteBuffer inFile && string.Equals(inFile.File.Path, path, StringComparison.Ordinal))
            moved.Add((inFile, position));
    }

    private static void Follow(List<(FileByteBuffer Buffer, long Position)> moved, string path)
    {
        if (moved.Count == 0) return;
        using var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var (buffer, position) in moved)
        {
            buffer.Position = position;
            buffer.File.Remember(handle);
        }
    }
}
