namespace Acsa.Dicom.Network;

/// <summary>Counts the connections of this process, ours to peers and theirs to us, so that a log names each by one number.</summary>
internal static class AssociationNumber
{
    private static long _last;

    public static long Next() => Interlocked.Increment(ref _last);
}
