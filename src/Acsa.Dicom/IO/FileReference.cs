namespace Acsa.Dicom.IO;

/// <summary>A file by its path.</summary>
public sealed class FileReference(string fileName) : IFileReference
{
    /// <inheritdoc/>
    public string Name => fileName;

    /// <inheritdoc/>
    public bool Exists => File.Exists(fileName);
}
