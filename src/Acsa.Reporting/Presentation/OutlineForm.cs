namespace Acsa.Reporting;

/// <summary>How a presentation state carries outlines.</summary>
public enum OutlineForm
{
    /// <summary>As polylines (PS3.3 C.10.5): exact at every magnification.</summary>
    Graphics,

    /// <summary>As a bitmap (C.9.2), for viewers that draw overlays and no graphics; a state of several frames has polylines all the
    /// same.</summary>
    Overlay,

    /// <summary>As both, in the same layer and the same place.</summary>
    Both,
}
