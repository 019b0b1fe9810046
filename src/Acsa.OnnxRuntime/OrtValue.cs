using System.Buffers;
using System.Runtime.CompilerServices;
using Acsa.OnnxRuntime.Interop;
using Acsa.OnnxRuntime.Tensors;

namespace Acsa.OnnxRuntime;

/// <summary>A value that goes into a model or comes out of it. Spans over its memory are valid until it is disposed.</summary>
public sealed unsafe class OrtValue : IDisposable
{
    internal OrtValue(ValueHandle handle) => Handle = handle;

    internal ValueHandle Handle { get; }

    public OnnxValueType OnnxType
    {
        get
        {
            using var value = new Lease(Handle);
            OnnxValueType type;
            Api.Check(Api.GetValueType(value.Pointer, &type));
            return type;
        }
    }

    public bool IsTensor
    {
        get
        {
            using var value = new Lease(Handle);
            int isTensor;
            Api.Check(Api.IsTensor(value.Pointer, &isTensor));
            return isTensor != 0;
        }
    }

    /// <summary>A tensor over an array, which stays pinned until the value is disposed; the array may be larger than the shape.</summary>
    /// <exception cref="ArgumentException">The array is smaller than the shape.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape) where T : unmanaged =>
        CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);

    /// <summary>A tensor over memory of the caller's, which stays pinned until the value is disposed.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo pinnedMemoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var type = ElementTypes.Of<T>();
        var needed = CountElements(shape);
        if (memory.Length < needed)
            throw new ArgumentException($"A tensor of {needed} elements does not fit into memory for {memory.Length}.", nameof(memory));
        var pin = memory.Pin();
        try
        {
            var value = Wrap(pinnedMemoryInfo, type, shape, (nint)pin.Pointer, (long)memory.Length * sizeof(T));
            return new OrtValue(new ValueHandle(value, pin));
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>A tensor over native memory, which the caller keeps until the value is disposed.</summary>
    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, IntPtr dataBufferPtr, long bufferLengthInBytes) =>
        new(new ValueHandle(Wrap(memInfo, elementType, shape, dataBufferPtr, bufferLengthInBytes)));

    /// <summary>A tensor in memory of an allocator.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        using var memory = new Lease(allocator);
        nint value;
        fixed (long* sizes = shape)
            Api.Check(Api.CreateTensorAsOrtValue(memory.Pointer, sizes, (nuint)shape.Length, elementType, &value));
        return new OrtValue(new ValueHandle(value));
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        using var value = new Lease(Handle);
        nint info;
        Api.Check(Api.GetTensorTypeAndShape(value.Pointer, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            Api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    public OrtMemoryInfo GetTensorMemoryInfo()
    {
        using var value = new Lease(Handle);
        nint info;
        Api.Check(Api.GetTensorMemoryInfo(value.Pointer, &info));
        return new OrtMemoryInfo(info, ownsHandle: false);
    }

    /// <summary>The tensor's elements.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not the element type (bytes always are allowed).</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>() where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    /// <inheritdoc cref="GetTensorDataAsSpan{T}"/>
    public Span<T> GetTensorMutableDataAsSpan<T>() where T : unmanaged
    {
        var info = GetTensorTypeAndShape();
        if (typeof(T) == typeof(byte))
        {
            var bytes = GetTensorMutableRawData();
            return new Span<T>(Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(bytes)), bytes.Length);
        }

        if (ElementTypes.Of<T>() != info.ElementDataType)
            throw new InvalidOperationException($"The tensor holds {info.ElementDataType}, not {typeof(T).Name}.");
        return new Span<T>(DataPointer(), checked((int)info.ElementCount));
    }

    /// <summary>The tensor's memory as bytes.</summary>
    /// <exception cref="OverflowException">It is larger than a span can be (2 GiB).</exception>
    public Span<byte> GetTensorMutableRawData() => new(DataPointer(), checked((int)GetTensorSizeInBytes()));

    /// <summary>Size of the tensor's elements in bytes.</summary>
    public long GetTensorSizeInBytes()
    {
        var info = GetTensorTypeAndShape();
        return checked(info.ElementCount * SizeOf(info.ElementDataType));
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    static OrtApi Api => OrtApi.Instance;

    static nint Wrap(OrtMemoryInfo memInfo, TensorElementType type, long[] shape, nint data, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        using var info = new Lease(memInfo);
        nint value;
        fixed (long* sizes = shape)
        {
            Api.Check(Api.CreateTensorWithDataAsOrtValue(
                info.Pointer, (void*)data, (nuint)bytes, sizes, (nuint)shape.Length, type, &value));
        }

        return value;
    }

    static long CountElements(long[] shape)
    {
        long count = 1;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        return count;
    }

    static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 or TensorElementType.Complex64 => 8,
        TensorElementType.Complex128 => 16,
        _ => throw new NotSupportedException($"A tensor of {type} has no plain memory."),
    };

    void* DataPointer()
    {
        using var value = new Lease(Handle);
        void* data;
        Api.Check(Api.GetTensorMutableData(value.Pointer, &data));
        return data;
    }
}
