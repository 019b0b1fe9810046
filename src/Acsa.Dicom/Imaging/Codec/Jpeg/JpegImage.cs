namespace Acsa.Dicom.Imaging.Codec.Jpeg;

/// <summary>
/// A decoded JPEG stream: samples interleaved by pixel, in the stream's own colour space; one byte each up to 8 bits of precision,
/// two bytes little endian above.
/// </summary>
internal sealed record JpegImage(int Width, int Height, int Components, int Precision, JpegColourSpace ColourSpace, byte[] Samples);
