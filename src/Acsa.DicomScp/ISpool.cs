namespace Acsa.DicomScp;

/// <summary>Where received instances are kept. What it has committed it answers for, power cut included.</summary>
public interface ISpool
{
    /// <summary>Whether the disk holds more than its reserve; without room a C-STORE is answered 0xA700 before a byte is written.</summary>
    bool HasRoom { get; }

    /// <summary>Opens a new entry for one instance; throws <see cref="SpoolException"/> when it cannot be written.</summary>
    Task<ISpoolEntry> BeginAsync(InstanceHeader header, CancellationToken stop);

    /// <summary>Says that an association which began an entry has ended, released or not. Does not block.</summary>
    void AssociationEnded(Caller caller)
    {
    }
}
