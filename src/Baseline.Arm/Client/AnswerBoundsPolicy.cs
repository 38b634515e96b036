using System.Buffers;
using System.Diagnostics;
using Azure;
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
    private const int BufferSize = 16_384;

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
        response.ContentStream = await ReadAsync(response, stream, deadline.Token);
        await stream.DisposeAsync();
    }

    private async Task<MemoryStream> ReadAsync(Response response, Stream stream, CancellationToken cancellationToken)
    {
        // A length that is said is believed up to the size of the buffer: no memory is set aside for a number alone.
        var body = new MemoryStream((int)Math.Min(response.Headers.ContentLengthLong ?? 0, BufferSize));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                if (body.Length + count > options.MaxAnswerBytes)
                {
                    throw new AnswerTooLargeException(response.Status, options.MaxAnswerBytes);
                }

                body.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        body.Position = 0;
        return body;
    }
}
