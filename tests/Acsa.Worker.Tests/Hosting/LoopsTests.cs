using Acsa.Worker.Hosting;

namespace Acsa.Worker.Tests.Hosting;

public sealed class LoopsTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task One_that_fails_ends_the_others_and_is_heard_of()
    {
        var other = new TaskCompletionSource();
        var running = Run(Long, default, _ => Task.FromException(new InvalidOperationException("a mistake")), async ended =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ended);
            }
            finally
            {
                other.SetResult();
            }
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Limit));
        Assert.True(other.Task.IsCompleted);
    }

    [Fact]
    public async Task One_that_does_not_heed_the_word_does_not_keep_the_node_half_alive()
    {
        var never = new TaskCompletionSource();
        var running = Run(TimeSpan.FromMilliseconds(200), default, async ended =>
        {
            await Task.Yield();
            throw new InvalidOperationException("a mistake");
        }, _ => never.Task);
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Limit));
    }

    [Fact]
    public async Task One_that_ends_without_a_failure_is_a_failure()
    {
        var running = Run(Long, default, _ => Task.CompletedTask, ended => Task.Delay(Timeout.InfiniteTimeSpan, ended));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_stop_ends_all()
    {
        using var stop = new CancellationTokenSource();
        var running = Run(Long, stop.Token, ended => Task.Delay(Timeout.InfiniteTimeSpan, ended),
            ended => Task.Delay(Timeout.InfiniteTimeSpan, ended));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Limit));
    }

    static Task Run(TimeSpan grace, CancellationToken stop, params Func<CancellationToken, Task>[] loops) =>
        Loops.RunAsync(loops, grace, TimeProvider.System, stop);
}
