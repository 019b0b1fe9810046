namespace Acsa.OnnxRuntime.Tests;

public sealed class OrtValueTests
{
    [Fact]
    public void Memory_is_shared_not_copied()
    {
        var data = new float[] { 1, 2, 3, 4 };
        using var value = OrtValue.CreateTensorValueFromMemory(data, [2, 2]);
        value.GetTensorMutableDataAsSpan<float>()[3] = 9;
        Assert.Equal(9, data[3]);
        Assert.Equal(16, value.GetTensorSizeInBytes());
        Assert.Equal(16, value.GetTensorMutableRawData().Length);
        Assert.Equal(16, value.GetTensorDataAsSpan<byte>().Length);
        Assert.True(value.IsTensor);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, value.OnnxType);
    }

    [Fact]
    public void Buffer_may_be_larger_than_the_shape_but_not_smaller()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[100], [2, 2]);
        Assert.Equal(4, value.GetTensorDataAsSpan<float>().Length);
        Assert.Throws<ArgumentException>(() => OrtValue.CreateTensorValueFromMemory(new float[3], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrtValue.CreateTensorValueFromMemory(new float[4], [-1, 4]));
        Assert.Throws<OverflowException>(() => OrtValue.CreateTensorValueFromMemory(new float[4], [long.MaxValue, 2]));
    }

    [Fact]
    public void Part_of_an_array_can_be_a_tensor()
    {
        var data = new short[] { 1, 2, 3, 4, 5, 6 };
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(2, 3), [3]);
        Assert.Equal([3, 4, 5], value.GetTensorDataAsSpan<short>().ToArray());
        var shape = value.GetTensorTypeAndShape();
        Assert.Equal((TensorElementType.Int16, 3L, 1, false),
            (shape.ElementDataType, shape.ElementCount, shape.DimensionsCount, shape.IsString));
    }

    [Fact]
    public void Elements_are_not_reinterpreted()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);
        Assert.Throws<InvalidOperationException>(() => value.GetTensorDataAsSpan<int>().Length);
        Assert.Throws<NotSupportedException>(() => OrtValue.CreateTensorValueFromMemory(new char[4], [4]));
    }

    [Fact]
    public void Allocated_values_belong_to_the_runtime()
    {
        using var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.UInt8, [3, 5]);
        Assert.Equal(15, value.GetTensorMutableRawData().Length);
        Assert.Equal("Cpu", value.GetTensorMemoryInfo().Name);
        using var session = Models.Open("affine.onnx");
        using var allocator = new OrtAllocator(session, OrtMemoryInfo.DefaultInstance);
        using var another = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, [2]);
        Assert.Equal(8, another.GetTensorSizeInBytes());
    }

    [Fact]
    public void Values_survive_collections_while_they_are_used()
    {
        using var session = Models.Open("affine.onnx");
        for (var i = 0; i < 200; i++)
        {
            var input = OrtValue.CreateTensorValueFromMemory([i, 1f, 2, 3], [1, 4]);
            if (i % 20 == 0) GC.Collect();
            using var results = session.Run(null, ["x"], [input], ["y"]);
            Assert.Equal(2 * i + 1, results[0].GetTensorDataAsSpan<float>()[0]);
            // Not disposed on purpose: the finalizer has to release it, once.
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void Memory_info_says_where_memory_lies()
    {
        using var info = new OrtMemoryInfo("Cpu", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
        Assert.Equal(("Cpu", 0), (info.Name, info.Id));
        Assert.Equal(OrtAllocatorType.DeviceAllocator, info.GetAllocatorType());
        Assert.Equal(OrtMemType.Default, info.GetMemoryType());
    }
}
