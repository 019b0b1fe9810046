namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>What the data set says of a frame; the stream's frame header must agree before anything is allocated for it.</summary>
internal readonly record struct JpegExpectation(int Columns, int Rows, int SamplesPerPixel, int BitsAllocated);
