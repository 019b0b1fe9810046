using System.Data.Common;
using System.Text.Json;
using Acsa.Worker.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.WebConsole;

/// <summary>What goes wrong in a request becomes a status and a sentence, and never a trace of the program's inside.</summary>
sealed class Mishaps(RequestDelegate next, ILogger<Mishaps> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
        catch (Exception error) when (!context.Response.HasStarted && AnswerTo(error) is var (status, answer))
        {
            if (status >= StatusCodes.Status500InternalServerError) Log.ConsoleTrouble(log, error);
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
        }
    }

    static (int Status, object Answer)? AnswerTo(Exception error) => error switch
    {
        BadHttpRequestException bad => (bad.StatusCode, new { error = "The request is malformed or too large." }),
        JsonException => (StatusCodes.Status400BadRequest, new { error = "The request is not the JSON that is expected." }),
        FormatException wrong => (StatusCodes.Status400BadRequest, new { error = wrong.Message }),
        ConfigurationException wrong =>
            (StatusCodes.Status422UnprocessableEntity, new { error = "The configuration has mistakes.", errors = wrong.Errors }),
        ConfigurationChangedException changed => (StatusCodes.Status409Conflict, new { error = changed.Message }),
        DbException => (StatusCodes.Status503ServiceUnavailable, new { error = "The ledger does not answer." }),
        IOException or UnauthorizedAccessException =>
            (StatusCodes.Status500InternalServerError, new { error = "A file could not be read or written; the log says which." }),
        _ => (StatusCodes.Status500InternalServerError, new { error = "Something went wrong; the log says what." }),
    };
}
