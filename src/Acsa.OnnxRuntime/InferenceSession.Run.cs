using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

public sealed unsafe partial class InferenceSession
{
    /// <summary>Runs the model; the results are the caller's to dispose.</summary>
    /// <exception cref="OnnxRuntimeException">A name, type or shape does not fit, or the run failed or was terminated.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions? runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    /// <inheritdoc cref="Run(RunOptions, IReadOnlyDictionary{string, OrtValue}, IReadOnlyCollection{string})"/>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions? runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        var outputs = new nint[outputNames.Count];
        RunCore(runOptions, inputNames, inputValues, outputNames, outputs);
        var results = new DisposableList<OrtValue>(outputs.Length);
        foreach (var output in outputs) results.Add(new OrtValue(new ValueHandle(output)));
        return results;
    }

    /// <summary>Runs the model into values of the caller's.</summary>
    public void Run(
        RunOptions? runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        RequireSameCount(outputNames.Count, outputValues.Count, nameof(outputValues));
        var outputs = new nint[outputValues.Count];
        using var held = new HeldValues(outputValues, outputs);
        RunCore(runOptions, inputNames, inputValues, outputNames, outputs);
    }

    /// <summary>Runs the model on what is bound.</summary>
    public void RunWithBinding(RunOptions? runOptions, OrtIoBinding ioBinding)
    {
        using var session = new Lease(Handle);
        using var options = new Lease(runOptions);
        using var binding = new Lease(ioBinding);
        Api.Check(Api.RunWithBinding(session.Pointer, options.Pointer, binding.Pointer));
    }

    void RunCore(
        RunOptions? runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        nint[] outputs)
    {
        RequireSameCount(inputNames.Count, inputValues.Count, nameof(inputValues));
        var inputs = new nint[inputValues.Count];
        using var session = new Lease(Handle);
        using var options = new Lease(runOptions);
        using var inputTable = new Lease(_inputTable);
        using var outputTable = new Lease(_outputTable);
        using var held = new HeldValues(inputValues, inputs);
        var nativeInputs = Find(_inputTable, inputTable.Pointer, inputNames, "Input");
        var nativeOutputs = Find(_outputTable, outputTable.Pointer, outputNames, "Output");
        fixed (nint* inNames = nativeInputs, ins = inputs, outNames = nativeOutputs, outs = outputs)
        {
            Api.Check(Api.Run(
                session.Pointer, options.Pointer, inNames, ins, (nuint)inputs.Length, outNames, (nuint)outputs.Length, outs));
        }
    }

    static nint[] Find(NameTable table, nint start, IReadOnlyCollection<string> names, string kind)
    {
        var found = new nint[names.Count];
        var i = 0;
        foreach (var name in names)
        {
            if (!table.TryFind(name, out var offset))
                throw new OnnxRuntimeException(OrtErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");
            found[i++] = start + offset;
        }

        return found;
    }

    static void RequireSameCount(int names, int values, string parameter)
    {
        if (names != values) throw new ArgumentException($"{names} names and {values} values were given.", parameter);
    }

    /// <summary>Keeps values, and the memory pinned under them, alive during one run.</summary>
    readonly ref struct HeldValues
    {
        readonly SafeHandle[] _held;
        readonly int _count;

        public HeldValues(IReadOnlyCollection<OrtValue> values, nint[] pointers)
        {
            _held = new SafeHandle[values.Count];
            try
            {
                foreach (var value in values)
                {
                    var taken = false;
                    value.Handle.DangerousAddRef(ref taken);
                    _held[_count] = value.Handle;
                    pointers[_count] = value.Handle.DangerousGetHandle();
                    _count++;
                }
            }
            catch (ObjectDisposedException)
            {
                Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            for (var i = 0; i < _count; i++) _held[i].DangerousRelease();
        }
    }
}
