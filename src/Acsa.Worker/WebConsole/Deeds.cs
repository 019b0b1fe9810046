using Acsa.Worker.Audit;
using Acsa.Worker.WebConsole.Access;
using Microsoft.AspNetCore.Http;

namespace Acsa.Worker.WebConsole;

/// <summary>Puts what visitors do into the audit trail.</summary>
sealed class Deeds(IAuditTrail audit, TimeProvider time)
{
    /// <summary>Does something and writes down whether it was done.</summary>
    public async Task<T> DoAsync<T>(HttpContext context, string action, string what, Func<Task<T>> deed, Func<T, bool>? isDone = null)
    {
        var isWell = false;
        try
        {
            var result = await deed();
            isWell = isDone?.Invoke(result) ?? true;
            return result;
        }
        finally
        {
            // Also when whoever asked did not wait for the end.
            await audit.AddAsync(new(time.GetUtcNow(), context.Visitor().Name, Gate.AddressOf(context), action, what, isWell),
                CancellationToken.None);
        }
    }
}
