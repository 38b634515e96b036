using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Baseline.Arm.Client;

/// <summary>A body is longer than any that is expected.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="most">What was allowed, in bytes.</param>
internal sealed class AnswerTooLargeException(int status, int most) : Exception($"The answer is longer than {most} bytes.")
{
    public int Status => status;
}

/// <summary>
/// Reads each body into memory, within a bound in size and in time. The pipeline itself bounds neither: its time-out begins anew
/// with every byte. Time is measured by the machine, as the pipeline does: it passes at the other end of the connection.
/// </summary>
internal sealed class AnswerBoundsPolicy(ArmOptions options) : HttpPipelinePolicy
{
    private const int BufferSize = 81_920;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var start = Stopwatch.GetTimestamp();
        await ProcessNextAsync(message, pipeline);
        var response = message.Response;
        if (response.ContentStream is not { } stream)
        {
            return;
        }

        if (stream.CanSeek ? stream.Length > options.MaxAnswerBytes : response.Headers.ContentLengthLong > options.MaxAnswerBytes)
        {
            throw new AnswerTooLargeException(response.Status, options.MaxAnswerBytes);
        }

        if (stream.CanSeek)
        {
            return;
        }

        var left = options.NetworkTimeout - Stopwatch.GetElapsedTime(start);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(message.CancellationToken);
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var body = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, deadline.Token) is var count and > 0)
        {
            if (body.Length + count > options.MaxAnswerBytes)
            {
                throw new AnswerTooLargeException(response.Status, options.MaxAnswerBytes);
            }

            body.Write(buffer, 0, count);
        }

        await stream.DisposeAsync();
        body.Position = 0;
        response.ContentStream = body;
    }
}
