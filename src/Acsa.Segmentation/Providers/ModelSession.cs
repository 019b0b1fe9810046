namespace Acsa.Segmentation;

/// <summary>One member of a package, open on one execution provider.</summary>
sealed class ModelSession : IDisposable
{
    readonly InferenceSession _session;
    readonly string[] _inputNames;
    readonly string[] _outputNames;

    ModelSession(InferenceSession session, ModelManifest manifest)
    {
        _session = session;
        _inputNames = [manifest.Input.Name];
        _outputNames = [manifest.Output.Name];
    }

    /// <exception cref="ModelPackageException">The model's input or output is not what the manifest says.</exception>
    /// <exception cref="OnnxRuntimeException">The model cannot be loaded here.</exception>
    public static ModelSession Open(ModelPackage package, ModelMember member, SessionOptions options)
    {
        var session = new InferenceSession(package.ReadMember(member), options);
        try
        {
            ModelShape.Check(package, member, session);
            return new ModelSession(session, package.Manifest);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public NodeShare Share(string provider) => NodeShare.Of(_session, provider);

    /// <summary>Runs the model from one tensor into another.</summary>
    public void Run(RunOptions options, OrtValue input, OrtValue output) => _session.Run(options, _inputNames, [input], _outputNames, [output]);

    public void Dispose() => _session.Dispose();
}
