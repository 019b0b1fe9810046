using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>What ONNX Runtime refused; the message starts with <c>[ErrorCode:…]</c>.</summary>
public sealed class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(OrtErrorCode code, string message) : base($"[ErrorCode:{code}] {message}") => Code = code;

    internal OrtErrorCode Code { get; }
}
