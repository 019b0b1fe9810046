namespace Acsa.Worker.Reconciliation;

/// <summary>What the scheduled comparison does about results that a destination had taken and lacks.</summary>
enum ReconcileMode
{
    /// <summary>The destination is not asked.</summary>
    Off,

    /// <summary>They are parked, for a person.</summary>
    Alarm,

    /// <summary>They are sent again, and parked when they are lost again.</summary>
    Resend,
}
