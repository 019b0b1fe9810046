namespace Acsa.Dicom.Imaging.Codec.JpegLs;

/// <summary>
/// The statistics that a scan gathers: 365 regular contexts and two of run interruption (ITU-T T.87 A.2.1, A.6, A.7.2). Names are the
/// standard's.
/// </summary>
internal sealed class JpegLsContexts
{
    public const int RunInterruption = 365;
    private const int Count = 367;

    private readonly int[] _a = new int[Count];
    private readonly int[] _b = new int[Count];
    private readonly int[] _c = new int[Count];
    private readonly int[] _n = new int[Count];
    private readonly int[] _nn = new int[2];
    private readonly JpegLsParameters _parameters;

    public JpegLsContexts(JpegLsParameters parameters)
    {
        _parameters = parameters;
        _a.AsSpan().Fill(Math.Max(2, (parameters.Range + 32) >> 6));
        _n.AsSpan().Fill(1);
    }

    /// <summary>The prediction correction C of a regular context.</summary>
    public int Bias(int q) => _c[q];

    /// <summary>Decodes the error of a regular sample and updates its context (A.5, A.6).</summary>
    public int ReadRegularError(ref JpegLsBitReader reader, int q)
    {
        var k = GolombParameter(_n[q], _a[q]);
        var mapped = reader.ReadGolomb(k, _parameters.Limit, _parameters.Qbpp);
        // A.5.2: even numbers are not negative, odd ones are; the other way round where lossless k = 0 and the context is biased.
        var error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
        if (_parameters.Near == 0 && k == 0 && 2 * _b[q] <= -_n[q]) error = -error - 1;
        UpdateRegular(q, error);
        return error;
    }

    /// <summary>Decodes the error of the sample that ends a run and updates its context (A.7.2).</summary>
    public int ReadInterruptionError(ref JpegLsBitReader reader, int riType, int runLengthBits)
    {
        var q = RunInterruption + riType;
        var k = GolombParameter(_n[q], riType == 0 ? _a[q] : _a[q] + (_n[q] >> 1));
        var mapped = reader.ReadGolomb(k, _parameters.Limit - runLengthBits - 1, _parameters.Qbpp);

        var folded = mapped + riType;
        var map = (folded & 1) == 1;
        var magnitude = (folded + 1) >> 1;
        var error = (k != 0 || 2 * _nn[riType] >= _n[q]) == map ? -magnitude : magnitude;

        if (error < 0) _nn[riType]++;
        _a[q] += (mapped + 1 - riType) >> 1;
        if (_n[q] == _parameters.Reset)
        {
            _a[q] >>= 1;
            _n[q] >>= 1;
            _nn[riType] >>= 1;
        }
        _n[q]++;
        return error;
    }

    /// <summary>A.5.1. The bound keeps damaged streams from growing A without end.</summary>
    private static int GolombParameter(int n, int a)
    {
        var k = 0;
        while (n << k < a && k < 16) k++;
        return k;
    }

    /// <summary>A.6.1 and A.6.2.</summary>
    private void UpdateRegular(int q, int error)
    {
        _b[q] += error * (2 * _parameters.Near + 1);
        _a[q] += Math.Abs(error);
        if (_n[q] == _parameters.Reset)
        {
            _a[q] >>= 1;
            _b[q] >>= 1;
            _n[q] >>= 1;
        }
        _n[q]++;

        if (_b[q] <= -_n[q])
        {
            _b[q] = Math.Max(_b[q] + _n[q], 1 - _n[q]);
            if (_c[q] > -128) _c[q]--;
        }
        else if (_b[q] > 0)
        {
            _b[q] = Math.Min(_b[q] - _n[q], 0);
            if (_c[q] < 127) _c[q]++;
        }
    }
}
