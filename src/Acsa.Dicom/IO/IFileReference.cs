namespace Acsa.Dicom.IO;

/// <summary>The file that a data set came from or went to.</summary>
public interface IFileReference
{
    /// <summary>Its path.</summary>
    string Name { get; }

    /// <summary>Whether it is there.</summary>
    bool Exists { get; }
}
