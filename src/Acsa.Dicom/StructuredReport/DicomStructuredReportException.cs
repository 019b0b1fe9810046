namespace Acsa.Dicom.StructuredReport;

/// <summary>A content item holds another kind of value than was asked for, or none that is known.</summary>
public class DicomStructuredReportException(string message) : DicomDataException(message);
