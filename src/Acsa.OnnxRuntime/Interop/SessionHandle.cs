using System.Runtime.InteropServices;

namespace Acsa.OnnxRuntime.Interop;

/// <summary>An OrtSession*; it holds the environment, which has to outlive it.</summary>
sealed unsafe class SessionHandle : SafeHandle
{
    readonly OrtEnv _env;

    SessionHandle(OrtEnv env, nint session) : base(session, ownsHandle: true) => _env = env;

    public override bool IsInvalid => handle == 0;

    public static SessionHandle FromFile(string path, SessionOptions options)
    {
        using var text = NativeText.Path(path);
        var pointer = text.Pointer;
        return Create(options, (env, native) =>
        {
            nint session;
            OrtApi.Instance.Check(OrtApi.Instance.CreateSession(env, pointer, native, &session));
            return session;
        });
    }

    public static SessionHandle FromBytes(byte[] model, SessionOptions options) => Create(options, (env, native) =>
    {
        nint session;
        fixed (byte* bytes = model)
            OrtApi.Instance.Check(OrtApi.Instance.CreateSessionFromArray(env, bytes, (nuint)model.LongLength, native, &session));
        return session;
    });

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseSession(handle);
        _env.DangerousRelease();
        return true;
    }

    static SessionHandle Create(SessionOptions options, Func<nint, nint, nint> create)
    {
        var env = OrtEnv.Instance();
        var taken = false;
        env.DangerousAddRef(ref taken);
        try
        {
            using var native = new Lease(options);
            var handle = new SessionHandle(env, create(env.DangerousGetHandle(), native.Pointer));
            taken = false;
            return handle;
        }
        finally
        {
            if (taken) env.DangerousRelease();
        }
    }
}
