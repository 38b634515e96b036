using Baseline.Emulator.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baseline.Emulator.Server.Arm;

/// <summary>Hands requests to the emulator as they came, and its answers to the client.</summary>
internal sealed class ArmEndpoint(ArmEmulator emulator, EstateFile estate, BearerCheck bearer, ServerOptions options)
{
    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public async Task AnswerAsync(HttpContext context)
    {
        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, options.Clock, context.RequestAborted);
        }

        if (await bearer.RefusesAsync(context))
        {
            return;
        }

        var answer = emulator.Handle(await ReadAsync(context));
        estate.Keep(emulator);
        if (answer.Connection != ConnectionEnd.Answered)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    private static async Task<ArmRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))
            .ToArray();
        return new ArmRequest(context.Request.Method, AddressOf(context), headers, body.ToArray());
    }

    // Decoded and joined again, "//" and "%2D" would not be what the client sent.
    private static Uri AddressOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.StartsWith('/') ? target : $"{context.Request.Path}{context.Request.QueryString}";
        return new Uri($"https://{context.Request.Host}{path}", AsItCame);
    }

    private static async Task WriteAsync(HttpContext context, ArmResponse answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (HttpMethods.IsHead(context.Request.Method) || answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
