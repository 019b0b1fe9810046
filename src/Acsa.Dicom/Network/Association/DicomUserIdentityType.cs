namespace Acsa.Dicom.Network;

/// <summary>User-Identity-Type (PS3.7 D.3.3.7.1).</summary>
public enum DicomUserIdentityType
{
    /// <summary>User name, UTF-8.</summary>
    Username = 1,

    /// <summary>User name and passcode, UTF-8.</summary>
    UsernameAndPasscode = 2,

    /// <summary>Kerberos service ticket.</summary>
    Kerberos = 3,

    /// <summary>SAML assertion.</summary>
    Saml = 4,

    /// <summary>JSON web token.</summary>
    Jwt = 5,
}
