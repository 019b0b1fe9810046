using System.Globalization;

namespace Acsa.Dicom.Network;

/// <summary>Status (0000,0900) of a DIMSE response (PS3.7 Annex C); codes compare through the wildcard nibbles of their class.</summary>
public sealed partial class DicomStatus : IEquatable<DicomStatus>
{
    private readonly ushort _mask;

    /// <summary>Creates a status from four hexadecimal digits, where x stands for any nibble.</summary>
    /// <exception cref="ArgumentException">The code is not four digits or x.</exception>
    public DicomStatus(string code, DicomState state, string description, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 4) throw new ArgumentException($"A status code has four hexadecimal digits, not '{code}'.", nameof(code));

        ushort value = 0, mask = 0;
        foreach (var c in code)
        {
            var wildcard = c is 'x' or 'X';
            if (!wildcard && !char.IsAsciiHexDigit(c)) throw new ArgumentException($"'{code}' is not a status code.", nameof(code));
            value = (ushort)((value << 4) | (wildcard ? 0 : Convert.ToInt32(c.ToString(), 16)));
            mask = (ushort)((mask << 4) | (wildcard ? 0 : 0xF));
        }

        (Code, _mask, State, Description, ErrorComment) = (value, mask, state, description, comment);
    }

    /// <summary>Creates a copy of a status that carries an Error Comment (0000,0902); the wire holds at most 64 characters of it.</summary>
    public DicomStatus(DicomStatus status, string? comment)
        : this(status, status.Code, comment)
    {
    }

    private DicomStatus(DicomStatus status, ushort code, string? comment)
    {
        ArgumentNullException.ThrowIfNull(status);
        (Code, _mask, State, Description, ErrorComment) = (code, status._mask, status.State, status.Description, comment);
    }

    /// <summary>The code as sent, wildcard nibbles 0 unless the peer sent others.</summary>
    public ushort Code { get; }

    /// <summary>The status type (PS3.7 Annex C).</summary>
    public DicomState State { get; }

    /// <summary>What the code means.</summary>
    public string Description { get; }

    /// <summary>The peer's own words, Error Comment (0000,0902), if any.</summary>
    public string? ErrorComment { get; }

    /// <summary>
    /// Finds the status of a code; one that PS3.7 and PS3.4 do not name becomes <see cref="ProcessingFailure"/>, its code kept.
    /// </summary>
    public static DicomStatus Lookup(ushort code)
    {
        foreach (var known in Known)
            if ((code & known._mask) == known.Code) return known.Code == code ? known : new DicomStatus(known, code, null);
        return new DicomStatus(code.ToString("X4", CultureInfo.InvariantCulture), DicomState.Failure, ProcessingFailure.Description);
    }

    /// <summary>Compares by code; a class such as Cxxx equals each of its members.</summary>
    public bool Equals(DicomStatus? other) => other is not null && (Code & _mask & other._mask) == (other.Code & _mask & other._mask);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DicomStatus other && Equals(other);

    // Equal statuses may differ in any nibble but the first.
    /// <inheritdoc/>
    public override int GetHashCode() => Code >> 12;

    /// <summary>Compares by code, see <see cref="Equals(DicomStatus)"/>.</summary>
    public static bool operator ==(DicomStatus? left, DicomStatus? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares by code, see <see cref="Equals(DicomStatus)"/>.</summary>
    public static bool operator !=(DicomStatus? left, DicomStatus? right) => !(left == right);

    /// <summary>Description, code and comment, for logs.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Description} [{State}: {Code:X4}]{(ErrorComment is null ? "" : $" -> {ErrorComment}")}");
}
