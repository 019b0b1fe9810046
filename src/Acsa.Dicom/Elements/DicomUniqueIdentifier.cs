using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Unique Identifier (UI).</summary>
public sealed class DicomUniqueIdentifier : DicomMultiStringElement
{
    /// <summary>An element of these values.</summary>
    public DicomUniqueIdentifier(DicomTag tag, params string[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these UIDs.</summary>
    public DicomUniqueIdentifier(DicomTag tag, params DicomUID[] values) : base(tag, Array.ConvertAll(values, uid => uid?.UID ?? ""))
    {
    }

    /// <summary>An element of the UIDs of these transfer syntaxes.</summary>
    public DicomUniqueIdentifier(DicomTag tag, params DicomTransferSyntax[] values)
        : base(tag, Array.ConvertAll(values, syntax => syntax?.UID.UID ?? ""))
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomUniqueIdentifier(DicomTag tag, IByteBuffer data) : base(tag, DicomCharacterSet.Default, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UI;

    /// <inheritdoc/>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(DicomUID[])) return (T)(object)Array.ConvertAll(Values, DicomUID.Parse);
        if (typeof(T) == typeof(DicomTransferSyntax[]))
            return (T)(object)Array.ConvertAll(Values, uid => DicomTransferSyntax.Lookup(DicomUID.Parse(uid)));
        if (typeof(T) != typeof(object)) return base.Get<T>(item);
        var index = Math.Max(item, 0);
        CheckIndex(index);
        return (T)(object)DicomUID.Parse(Values[index]);
    }
}
