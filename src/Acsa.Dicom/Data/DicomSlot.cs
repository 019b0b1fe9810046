namespace Acsa.Dicom;

/// <summary>One place of a data set: an item, or the bytes of an element that was read and that nobody has asked for yet.</summary>
internal struct DicomSlot
{
    /// <summary>The <see cref="DicomItem"/>, or the array that holds the value.</summary>
    internal object Value;

    internal uint Tag;

    /// <summary>Where in the array the value begins.</summary>
    internal int Offset;

    internal int Length;

    /// <summary><see cref="DicomVR.CodeBytes"/>.</summary>
    internal ushort Vr;
}
