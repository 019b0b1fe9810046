using System.Text.RegularExpressions;

namespace Acsa.Segmentation;

/// <summary>One line out of ONNX Runtime's messages, which begin with places in its source code.</summary>
static partial class ReasonText
{
    public static string From(Exception problem)
    {
        var text = problem.Message;
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        if (end >= 0) text = text[..end];
        return SourcePlace().Replace(text, "$1");
    }

    // "[ErrorCode:Fail] /onnxruntime_src/…/file.cc:136 function [ONNXRuntimeError] : 1 : FAIL : text", "… condition was false. text",
    // "… N:\\…\\file.cc(512)\\onnxruntime.dll!address: (caller: address) text"
    [GeneratedRegex(
        @"^(\[ErrorCode:\w+\] )\S+\.(?:cc|h|cpp)(?::\d+ |\(\d+\)).*?(?:\[ONNXRuntimeError\] : \d+ : \w+ : |was false\. |\(caller: \w+\) )",
        RegexOptions.CultureInvariant)]
    private static partial Regex SourcePlace();
}
