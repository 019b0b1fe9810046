using System.Runtime.InteropServices;

using Acsa.Dicom.IO.Buffer;

namespace Acsa.Dicom;

/// <summary>Other Byte (OB).</summary>
public class DicomOtherByte : DicomValueElement<byte>
{
    /// <summary>An element of these bytes.</summary>
    public DicomOtherByte(DicomTag tag, params byte[] values) : base(tag, values)
    {
    }

    /// <summary>An element of these bytes.</summary>
    public DicomOtherByte(DicomTag tag, IByteBuffer data) : base(tag, data)
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OB;

    /// <summary>The bytes, or the bytes read as little-endian numbers of the type asked for.</summary>
    public override T Get<T>(int item = -1)
    {
        if (typeof(T) == typeof(short)) return (T)(object)Read<short>(item);
        if (typeof(T) == typeof(short[])) return (T)(object)ReadAll<short>();
        if (typeof(T) == typeof(ushort)) return (T)(object)Read<ushort>(item);
        if (typeof(T) == typeof(ushort[])) return (T)(object)ReadAll<ushort>();
        if (typeof(T) == typeof(int)) return (T)(object)Read<int>(item);
        if (typeof(T) == typeof(int[])) return (T)(object)ReadAll<int>();
        if (typeof(T) == typeof(uint)) return (T)(object)Read<uint>(item);
        if (typeof(T) == typeof(uint[])) return (T)(object)ReadAll<uint>();
        if (typeof(T) == typeof(float)) return (T)(object)Read<float>(item);
        if (typeof(T) == typeof(float[])) return (T)(object)ReadAll<float>();
        if (typeof(T) == typeof(double)) return (T)(object)Read<double>(item);
        if (typeof(T) == typeof(double[])) return (T)(object)ReadAll<double>();
        return base.Get<T>(item);
    }

    /// <inheritdoc/>
    protected override void ValidateVM()
    {
        // The whole string of bytes is one value (PS3.5 6.2).
    }

    private TNumber Read<TNumber>(int item) where TNumber : unmanaged
    {
        var all = MemoryMarshal.Cast<byte, TNumber>(Buffer.GetSpan());
        var index = Math.Max(item, 0);
        if (index >= all.Length) throw new ArgumentOutOfRangeException(nameof(item), "Index is outside the range of available value items");
        return all[index];
    }

    private TNumber[] ReadAll<TNumber>() where TNumber : unmanaged => MemoryMarshal.Cast<byte, TNumber>(Buffer.GetSpan()).ToArray();
}
