namespace Acsa.Dicom.Imaging.Render; public static class NamespaceMarkerImagingRender { }
