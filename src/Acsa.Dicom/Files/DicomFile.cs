using Acsa.Dicom.IO;

namespace Acsa.Dicom;

/// <summary>A data set with its file meta information (PS3.10).</summary>
public partial class DicomFile
{
    /// <summary>An empty file.</summary>
    public DicomFile()
    {
        FileMetaInfo = new DicomFileMetaInformation();
        Dataset = [];
        Format = DicomFileFormat.DICOM3;
    }

    /// <summary>A file of this data set.</summary>
    /// <exception cref="DicomDataException">The data set lacks its SOP Class or SOP Instance UID.</exception>
    public DicomFile(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset = dataset;
        FileMetaInfo = new DicomFileMetaInformation(dataset);
        Format = DicomFileFormat.DICOM3;
    }

    internal DicomFile(DicomDataset dataset, DicomFileMetaInformation metaInformation)
    {
        Dataset = dataset;
        FileMetaInfo = metaInformation;
        Format = DicomFileFormat.DICOM3;
    }

    /// <summary>Where it was read from or written to last, or null.</summary>
    public IFileReference? File { get; private set; }

    /// <summary>What the file looked like.</summary>
    public DicomFileFormat Format { get; private set; }

    /// <summary>The file meta information.</summary>
    public DicomFileMetaInformation FileMetaInfo { get; private set; }

    /// <summary>The data set.</summary>
    public DicomDataset Dataset { get; private set; }

    /// <summary>Whether reading ended before the data set did: the file is cut off, or the caller stopped it.</summary>
    public bool IsPartial { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"DICOM File [{Format}]";
}
