namespace Acsa.Dicom.Imaging; public static class NamespaceMarkerImaging { }
