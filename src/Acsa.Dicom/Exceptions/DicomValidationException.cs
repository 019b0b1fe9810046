namespace Acsa.Dicom;

/// <summary>A value breaks the rules of its value representation or multiplicity.</summary>
public class DicomValidationException : DicomDataException
{
    private readonly string _problem;

    /// <summary>The value, its VR, and what is wrong with it.</summary>
    public DicomValidationException(string content, DicomVR vr, string message) : base(message)
    {
        Content = content;
        VR = vr;
        _problem = message;
    }

    /// <summary>The value; it may be patient data, so it is not part of the message.</summary>
    public string Content { get; }

    /// <summary>The value representation whose rule is broken.</summary>
    public DicomVR VR { get; }

    /// <summary>What is wrong, with the VR but without the value.</summary>
    public override string Message => VR == DicomVR.NONE ? _problem : $"Content of VR {VR.Code} is not valid: {_problem}";
}
