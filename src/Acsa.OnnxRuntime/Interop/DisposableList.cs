namespace Acsa.OnnxRuntime.Interop;

sealed class DisposableList<T>(int capacity) : List<T>(capacity), IDisposableReadOnlyCollection<T> where T : IDisposable
{
    public void Dispose()
    {
        foreach (var item in this) item.Dispose();
        Clear();
    }
}
