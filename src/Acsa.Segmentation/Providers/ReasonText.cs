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

    // "[ErrorCode:Fail] /onnxruntime_src/…/file.cc:136 function [ONNXRuntimeError] : 1 : FAIL : text", or "… condition was false. text"
    [GeneratedRegex(@"^(\[ErrorCode:\w+\] )\S+\.(?:cc|h|cpp):\d+ .*?(?:\[ONNXRuntimeError\] : \d+ : \w+ : |was false\. )", RegexOptions.CultureInvariant)]
    private static partial Regex SourcePlace();
}
