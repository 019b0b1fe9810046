namespace Acsa.Dicom.Network.Pdu;

internal enum PduParseOutcome
{
    /// <summary>The bytes end within something; <see cref="PduParseResult.Needed"/> says how many there must be.</summary>
    NeedMore,

    /// <summary>A PDU other than P-DATA-TF.</summary>
    Message,

    /// <summary>A piece of a presentation data value.</summary>
    Data,

    Failure,
}

/// <summary>What the parser found. <see cref="Consumed"/> and <see cref="Cursor"/> hold whatever the outcome.</summary>
internal readonly record struct PduParseResult(PduParseOutcome Outcome, int Consumed, PduCursor Cursor)
{
    public PduMessage? Message { get; init; }

    public PresentationDataValue Data { get; init; }

    public PduFailure Failure { get; init; }

    /// <summary>Bytes, counted after the consumed ones, that must be there before parsing can go on.</summary>
    public int Needed { get; init; }
}
