namespace Acsa.Dicom; public static class NamespaceMarker { }
