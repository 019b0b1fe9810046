namespace Acsa.Dicom.Network; public static class NamespaceMarkerNetwork { }
