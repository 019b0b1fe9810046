namespace Acsa.DicomScp;

/// <summary>A caller that may open associations.</summary>
/// <param name="AeTitle">Its AE title; <c>*</c> admits any.</param>
/// <param name="Host">Its IP address or name; <c>*</c> admits any.</param>
/// <param name="Rights">What it may do.</param>
public sealed record AdmittedCaller(string AeTitle, string Host = AdmittedCaller.Any, CallerRights Rights = CallerRights.Store)
{
    /// <summary>Stands for any title or any host.</summary>
    public const string Any = "*";
}
