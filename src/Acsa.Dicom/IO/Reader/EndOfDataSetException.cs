namespace Acsa.Dicom.IO.Reader;

/// <summary>The bytes end in the middle of the data set. What was read before stands.</summary>
internal sealed class EndOfDataSetException(long position)
    : DicomDataException($"The data set ends in the middle of an element, at byte {position}");
