using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>A model, loaded and ready to run; the runs are in InferenceSession.Run.cs.</summary>
public sealed unsafe partial class InferenceSession : IDisposable
{
    readonly NameTable _inputTable;
    readonly NameTable _outputTable;

    /// <summary>Loads a model with default options.</summary>
    public InferenceSession(string modelPath) : this(WithDefaults(options => SessionHandle.FromFile(modelPath, options))) { }

    public InferenceSession(string modelPath, SessionOptions options) : this(SessionHandle.FromFile(modelPath, options)) { }

    /// <summary>Loads a model from memory, which may be given up afterwards.</summary>
    public InferenceSession(byte[] model) : this(WithDefaults(options => SessionHandle.FromBytes(model, options))) { }

    public InferenceSession(byte[] model, SessionOptions options) : this(SessionHandle.FromBytes(model, options)) { }

    InferenceSession(SessionHandle handle)
    {
        Handle = handle;
        try
        {
            var inputs = SessionNodes.Inputs(handle);
            var outputs = SessionNodes.Outputs(handle);
            (InputNames, InputMetadata) = (inputs.Names, inputs.Metadata);
            (OutputNames, OutputMetadata) = (outputs.Names, outputs.Metadata);
            _inputTable = new NameTable(InputNames);
            _outputTable = new NameTable(OutputNames);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Names in the model's order.</summary>
    public IReadOnlyList<string> InputNames { get; }

    public IReadOnlyList<string> OutputNames { get; }
    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata { get; }
    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata { get; }

    public ModelMetadata ModelMetadata
    {
        get
        {
            using var session = new Lease(Handle);
            nint metadata;
            Api.Check(Api.SessionGetModelMetadata(session.Pointer, &metadata));
            try
            {
                return new ModelMetadata(metadata);
            }
            finally
            {
                Api.ReleaseModelMetadata(metadata);
            }
        }
    }

    internal SessionHandle Handle { get; }

    public OrtIoBinding CreateIoBinding() => new(this);

    /// <summary>Ends profiling and gives the name of the file that holds the times.</summary>
    public string EndProfiling()
    {
        using var session = new Lease(Handle);
        nint file;
        Api.Check(Api.SessionEndProfiling(session.Pointer, Api.DefaultAllocator, &file));
        return Api.TakeString(file) ?? "";
    }

    /// <summary>Releases the model once no run uses it any more.</summary>
    public void Dispose()
    {
        Handle.Dispose();
        _inputTable.Dispose();
        _outputTable.Dispose();
    }

    static OrtApi Api => OrtApi.Instance;

    static SessionHandle WithDefaults(Func<SessionOptions, SessionHandle> create)
    {
        using var options = new SessionOptions();
        return create(options);
    }
}
