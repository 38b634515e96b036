using Baseline.Emulator.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baseline.Emulator.Server.Arm;

/// <summary>Hands requests to the emulator as they came, and its answers to the client.</summary>
internal sealed class ArmEndpoint(ArmEmulator emulator, EstateFile estate, BearerCheck bearer, ServerOptions options)
{
    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Latencies _latencies = new(options.Latency, options.LatencySpread);

    public async Task AnswerAsync(HttpContext context)
    {
        var started = options.Clock.GetTimestamp();
        var latency = _latencies.Next(context.Request.Method, TargetOf(context));
        await WaitAsync(started, latency / 2, context.RequestAborted);
        if (await bearer.RefusesAsync(context))
        {
            return;
        }

        var answer = emulator.Handle(await ReadAsync(context));
        estate.Keep(emulator);
        await WaitAsync(started, latency, context.RequestAborted);
        if (answer.Connection != ConnectionEnd.Answered)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    // By the time since the start, so that what the work and a late timer took is not added.
    private async Task WaitAsync(long started, TimeSpan latency, CancellationToken cancellation)
    {
        if (latency - options.Clock.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, options.Clock, cancellation);
        }
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
    private static Uri AddressOf(HttpContext context) => new($"https://{context.Request.Host}{TargetOf(context)}", AsItCame);

    private static string TargetOf(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is var target && target.StartsWith('/')
            ? target
            : $"{context.Request.Path}{context.Request.QueryString}";

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
