namespace Acsa.Phantom;

/// <summary>
/// A real thigh's section laid flat along its fascia: outlines in cm, a along the fascia (0: the muscle's middle), b below it. Measured on
/// labelled MRI by training/sections.py (THIRD-PARTY-NOTICES.md).
/// </summary>
/// <param name="Structure">The muscle in the middle.</param>
/// <param name="Muscle">Its outline.</param>
/// <param name="Neighbours">The outlines of the muscles around it.</param>
internal sealed record ThighSection(PhantomStructure Structure, (double A, double B)[] Muscle, (double A, double B)[][] Neighbours);
