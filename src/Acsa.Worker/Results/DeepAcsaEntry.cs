namespace Acsa.Worker.Results;

/// <summary>The grey level by DeepACSA's rules: values 0 and 1 left out, colour channels pooled.</summary>
/// <param name="Values">Values counted, up to three a pixel.</param>
sealed record DeepAcsaEntry(double Mean, long Values);
