namespace Acsa.Dicom.IO.Reader;

/// <summary>How elements are coded at some place of a data set.</summary>
internal readonly record struct ElementCoding(bool IsExplicit, bool IsBigEndian);
