namespace Acsa.Dicom.Imaging.Codec.Jpeg2000;

/// <summary>
/// Counts what a codestream asks for with next to no bytes: a packet of one byte may name each code-block of a precinct anew, and a
/// progression may bring nothing that an earlier one has not brought.
/// </summary>
internal sealed class DecodingWork
{
    private long _left = Jpeg2000Limits.Visits;

    /// <summary>Counts visits of code-blocks or packets. Throws DicomCodecException above the limit.</summary>
    public void Add(long visits)
    {
        _left -= visits;
        if (_left < 0) throw Jpeg2000Failure.NotDecoded($"more than {Jpeg2000Limits.Visits} visits of code-blocks and packets");
    }
}
